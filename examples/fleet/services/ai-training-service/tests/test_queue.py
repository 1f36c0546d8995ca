from training.run import State, TrainingRun


async def test_a_run_is_carried_out(queue):
    run = await queue.submit(TrainingRun("heating", [(0, 0), (1, 2)]))
    await queue.drain()

    assert run.state is State.DONE
    assert run.coefficients == (2, 0)


async def test_a_hopeless_run_fails_with_a_reason(queue):
    run = await queue.submit(TrainingRun("heating", [(1, 1)]))
    await queue.drain()

    assert run.state is State.FAILED
    assert run.reason == "a line needs two samples"


async def test_the_best_of_a_kind_is_kept(queue):
    rough = await queue.submit(TrainingRun("light", [(0, 0), (1, 5), (2, 1)]))
    exact = await queue.submit(TrainingRun("light", [(0, 0), (1, 1), (2, 2)]))
    again = await queue.submit(TrainingRun("light", [(0, 0), (1, 4), (2, 1)]))
    await queue.drain()

    assert queue.best["light"] is exact
    assert exact.error < rough.error
    assert again.state is State.DONE


async def test_the_worker_outlives_a_failure(queue):
    await queue.submit(TrainingRun("odd", []))
    run = await queue.submit(TrainingRun("even", [(0, 0), (4, 2)]))
    await queue.drain()

    assert run.state is State.DONE
