"""What every resource has to do, whoever tests it."""


class ReadableResource:
    path = ""
    bad_paths = ()

    async def test_can_be_read(self, api):
        response = await api.get(self.path)
        assert response.status == 200
        assert response.content_type == "application/json"

    async def test_cannot_be_deleted(self, api):
        assert (await api.delete(self.path)).status == 405

    async def test_bad_requests_are_told_apart(self, api):
        for path in self.bad_paths:
            assert (await api.get(path)).status == 400, path
