import { renameModule } from '@moult/plugin-api';
import { REQUIREMENT_UNIT } from '../names.ts';

/** `tenacity._asyncio` became the package `tenacity.asyncio` in 8.4. */
export const renameAsyncioModule = renameModule('tenacity._asyncio', 'tenacity.asyncio', {
  name: 'rename-asyncio-module',
  members: { 'tenacity._asyncio.AsyncRetrying': 'tenacity.asyncio.AsyncRetrying' },
  except: ['tenacity._asyncio.sleep', 'tenacity._asyncio.asyncio'],
  unit: REQUIREMENT_UNIT,
});
