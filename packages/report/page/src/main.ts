import type { PageData } from '@moult/report';
import { watchAnchors } from './anchors.ts';
import { watchLayout } from './diff-view.ts';
import { byId } from './element.ts';
import { watchBars, watchFilters } from './filters.ts';
import { watchKeys } from './keys.ts';
import { ReviewLists } from './review-lists.ts';
import { RunTable } from './run-table.ts';
import { ServiceList } from './service-list.ts';
import { Strikes } from './strikes.ts';
import { watchTheme } from './theme.ts';

watchTheme();
watchKeys();
watchAnchors();
watchLayout();
watchBars();
// The data block is written together with this script, so its form is known.
const data = JSON.parse(byId('page-data').textContent ?? '') as PageData;
const strikes = data.kind === 'plan' ? new Strikes(data) : undefined;
const services = data.kind === 'plan' ? new ServiceList(data, strikes) : new RunTable(data);
const lists = new ReviewLists(data, services, strikes);
watchFilters((filter) => lists.show(filter));
