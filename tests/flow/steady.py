#!/usr/bin/python3
"""What does not depend on the machine's neighbours is held hard: bytes on the terminal,
round trips to the centre, memory, what the programs need.  Times are `make bench`."""
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "bench")]
import centre_rows  # noqa: E402
import office  # noqa: E402
import kit  # noqa: E402
import seat  # noqa: E402
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from terminal import Terminal, pss  # noqa: E402

NEW_SCREEN = 1.5  # bytes sent for a byte shown; the floor's is 1.09, the aim 1.15


def typing(t, term, bare):
    for name, text in (("ASCII", seat.ASCII), ("Chinese", seat.HAN)):
        seat.to_name(term)
        ours, floor = (seat.typing(x, text[:18])[2] for x in (term, bare))
        for x in (term, bare):
            for _ in range(20):
                x.key("BS", 0.05)
        t.ok(ours <= 1.5 * floor, f"a typed key costs its own bytes, {name}",
             f"{ours:.2f} beside {floor:.2f}")


def stepping(t, term, bare):
    bare.key("F3")
    seat.to_queue(term)
    high = seat.list_height(term)
    inside = kit.median(seat.steps(term, high - 2)[2:])
    floor = kit.median(seat.steps(bare, 15)[2:])
    t.ok(inside <= 1.1 * floor or inside <= 100, "a step in a list redraws two rows",
         f"{inside} beside {floor}")
    seat.steps(term, 4)
    seat.steps(bare, 12)
    scrolled = kit.median(seat.steps(term, 20)), kit.median(seat.steps(bare, 20))
    t.ok(scrolled[0] <= 1.1 * scrolled[1], "scrolling by one sends one row",
         f"{scrolled[0]} beside {scrolled[1]}")


def changing(t, term):
    term.drain(0.5)
    for key in ("F1", "Esc", "F2", "Esc"):
        size = term.key(key).size + term.drain(0.4)
        t.ok(size <= NEW_SCREEN * seat.content(term),
             f"a new screen is sent once, without what cannot be seen ({key})",
             f"{size} bytes for {seat.content(term)}")


MEMORY = 1.5 * 7800  # KiB: what one bare, connected program was seen to take, half again


def at_the_seat(t, centre):
    with office.Place(centre) as place, Terminal([kit.floor("floor_form")]) as bare, \
            place.seat() as term:
        bare.drain(0.3)
        office.codes_are_here(place)  # until then names still come in, each once
        term.key("F5")
        term.drain(0.5)
        changing(t, term)
        stepping(t, term, bare)
        bare.key("F2")
        term.key("F2")
        term.drain(0.5)
        typing(t, term, bare)
        weighing(t, term.pid, *office.desks(place))


def weighing(t, *pids):
    """A desk lets nobody but root look into it, not even at its size."""
    try:
        size = pss(*pids)
    except PermissionError:
        t.ok(True, "memory of one operator # SKIP only root may look into a desk")
        return
    if "asan" not in str(kit.BUILD):
        t.ok(size <= MEMORY, "one operator's two programs take what was promised",
             f"{size} KiB")


def main(t, stack):
    centre = stack.enter_context(Centre(story=True))
    at_the_seat(t, centre)
    for what, names in centre_rows.questions(centre):
        t.equal(len(names), 1, f"{what}: one round trip ({' '.join(names)})")


TAP.run(main)
