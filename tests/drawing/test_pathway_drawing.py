"""Pictures of pathways: every stage once, in order, high enough for what stands beside it."""

from navigator.drawing.pathways import StageToDraw, draw_pathway

STAGES = [
    StageToDraw("ask", "1. Ask the council for an assessment"),
    StageToDraw("decide", "2. Yes or no", ("Law: within 6 weeks", "12 ways on after a no")),
    StageToDraw("refused", "3. If the answer is no", exit=True),
]


def test_stages_stand_one_below_the_other() -> None:
    drawing = draw_pathway(STAGES)

    assert [box.key for box in drawing.boxes] == ["ask", "decide", "refused"]
    for above, below in zip(drawing.boxes, drawing.boxes[1:], strict=False):
        assert above.y + above.height < below.y
    assert drawing.boxes[-1].y + drawing.boxes[-1].height <= drawing.height


def test_every_word_stands_within_the_height_of_its_stage() -> None:
    for stage, box in zip(STAGES, draw_pathway(STAGES).boxes, strict=True):
        assert " ".join(text for text, _ in box.lines) == stage.title
        assert " ".join(text for text, _ in box.beside) == " ".join(stage.beside)
        for _, foot in (*box.lines, *box.beside):
            assert box.y < foot < box.y + box.height


def test_the_way_out_is_told_apart() -> None:
    assert [box.exit for box in draw_pathway(STAGES).boxes] == [False, False, True]
