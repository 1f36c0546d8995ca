import { join } from 'node:path';
import { testPlugin } from '@moult/testkit';
import plugin from '../src/index.ts';

testPlugin(plugin, join(import.meta.dirname, '..'), { describe, test });
