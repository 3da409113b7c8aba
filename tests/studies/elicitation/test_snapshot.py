def test_what_was_entered_is_written_to_its_last_digit():
    figure = {"low": 1234567.25}
    written = json.loads(
        snapshot_text({"judgements": [figure], "notes": [figure], "combined": [figure]})
    )
    assert written["judgements"] == written["notes"] == [figure]
    assert written["combined"] == [{"low": 1234570.0}]
