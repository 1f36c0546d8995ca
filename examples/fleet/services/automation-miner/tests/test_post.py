from miner.post import Post, automations_in

BODY = """Works for me:

```yaml
- alias: Hall light at dusk
  trigger:
    - platform: sun
    - platform: state
```

and this one is broken

```yaml
alias: Nothing triggers this
```
"""


def test_a_block_with_alias_and_trigger_is_an_automation():
    found = automations_in(Post(1, BODY, copies=3))

    assert [automation.alias for automation in found] == ["Hall light at dusk"]
    assert found[0].platforms == ("sun", "state")
    assert found[0].copies == 3


def test_prose_holds_no_automation():
    assert automations_in(Post(2, "alias: not in a fence\nplatform: sun")) == []
