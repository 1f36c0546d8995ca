export const MARK = 'pytest.mark.asyncio';
export const FIXTURES = ['pytest.fixture', 'pytest.yield_fixture'] as const;
export const ASYNC_FIXTURES = ['pytest_asyncio.fixture', 'pytest_asyncio.plugin.fixture'] as const;
export const UNITTEST_CASE = 'unittest.TestCase';
export const UNITTEST_ASYNC_CASE = 'unittest.IsolatedAsyncioTestCase';
