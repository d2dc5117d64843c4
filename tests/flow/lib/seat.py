"""seat.py -- an operator at work: what a person does at a workstation, in the words of the
screen.  Fields are found by their labels, actions by their names in the menu."""
import re
import time

from .terminal import Terminal

MARKS = " *!"


def is_cjk(ch):
    return "\u4e00" <= ch <= "\u9fff"


def number(text):
    """Returns the 25 digits that are read to the caller."""
    found = re.search(r"((?:\d ){9}) *((?:\d ){8}) *((?:\d ?){8})", text)
    return re.sub(r"\D", "", found.group(0)) if found else ""


class Seat:
    """Seat(machine, "recv", recording); keys go to its terminal."""

    def __init__(self, machine, operator, recording=None, **more):
        self.name, self.recording = operator, recording
        self.t = Terminal.workstation(machine, operator, **more)
        self.t.wait("● 已连通", 20)

    def show(self, caption):
        if self.recording:
            self.recording.take(self.t, caption)

    # ---- forms -----------------------------------------------------------------

    def _cells(self, y):
        row = self.t.grid.buffer[y]
        return [row[x].data for x in range(self.t.cols)]

    @staticmethod
    def _labels(cells, before):
        """Columns left of `before` where a label begins: a cell for a mark, then Chinese."""
        for x in range(before - 1, -1, -1):
            if cells[x] in tuple(MARKS) and x + 1 < len(cells) and cells[x + 1] and \
                    is_cjk(cells[x + 1]) and (x == 0 or cells[x - 1] in (" ", "│", "_")):
                yield x

    def focused(self):
        """Returns the label of the field with the cursor."""
        y, x = self.t.cursor()
        while y > 1:
            cells = self._cells(y)
            for at in self._labels(cells, x):
                text = "".join(cells[at + 1:])
                found = re.match(r"[^\s_\[]+", text)
                if at in (0, 1, 26, 27, 38, 39):
                    return found.group(0) if found else ""
            y -= 1
        return ""

    def stands_at(self, label, within=3):
        """Returns whether the cursor comes to the field with this label: the screen's text
        may be read before the cursor's move that ends the same picture."""
        end = time.monotonic() + within
        while not self.focused().startswith(label) and time.monotonic() < end:
            self.t.settle(0.05)
        return self.focused().startswith(label)

    def field(self, label, tabs=60):
        """Presses Tab until the cursor is in the field with this label."""
        for _ in range(tabs):
            self.t.settle(0.03)
            if self.focused().startswith(label):
                return
            self.t.type("<Tab>")
        raise AssertionError(f"{self.name}: no field {label}, at {self.focused()!r}:\n"
                             + self.t.text())

    def fill(self, label, text):
        self.field(label)
        self.t.type(text)

    def pick(self, label, text, shown):
        """Filters a list by typing and takes its first row."""
        self.field(label)
        self.t.type(text)
        self.t.wait("1/\\d+ +回车选定")
        self.t.press("<Enter>", f"{label} *{shown}")

    def tick(self, label):
        self.field(label)
        self.t.type(" ")

    def enquiry(self, content):
        """Fills in a whole enquiry with its answer; does not submit it."""
        self.t.press("<F2>", "类型 +投诉")
        self.t.press("<Tab><Tab>enquiry<Enter>", "必填 2/3")
        self.fill("事实", content)
        self.fill("答复", "已当场答复。")

    def kept(self, seconds=20):
        """Presses ^S; returns the number as soon as the screen says that it is kept."""
        self.t.type("<C-s>")
        return self.kept_now(seconds)

    def kept_now(self, seconds=20):
        self.t.wait("已登记。请告知来电人登记编号", seconds)
        self.t.wait("^  已存本机：|^  已到中心：", seconds)
        return number(self.t.text())

    # ---- lists and tickets -----------------------------------------------------

    def queue(self, name):
        for _ in range(12):
            if self.t.shows(rf"\[{name} ", 0.3):
                return
            self.t.type("<Tab>")
        self.t.wait(rf"\[{name} ", 1)

    def find(self, queue, regno, seconds=15):
        """Goes to the row of a ticket in a queue, as soon as it is there."""
        tail = regno[-8:]
        self.t.wait(rf"[\[ ]{queue} ", seconds)  # a seldom used list has a tab only while it has rows
        self.queue(queue)

        def there():
            self.t.type("<F5>")
            self.t.settle(0.15)
            self.t.type(f"#{tail}<Enter>")
            seen = self.t.wait(rf"^>.* {tail} |检索：{tail}").group(0)
            if seen[0] == ">" and self.t.shows(rf"\[{queue} ", 0):
                return True
            self.t.type("<Esc>")
            self.queue(queue)
            return False
        if not self.t.until(there, seconds):
            raise AssertionError(f"{self.name}: {regno} is not in {queue}:\n"
                                 + self.t.text())

    def seek(self, regno, seconds=15):
        """Puts the cursor on a ticket: in the list, else by a search."""
        tail = regno[-8:]

        def there():
            self.home()
            self.t.type(f"#{regno}<Enter>")
            # one hit opens at once: the list of hits may never be seen
            opened = rf"^ \d{{9}} \d{{8}} {tail} [\s\S]*\[概要\]"
            self.t.wait(rf"^>.* {tail} |检索：{regno}|{opened}")
            if self.t.shows(rf"^>.*{tail} ", 2):
                return True
            self.t.type("<Esc>")
            return False
        if not self.t.until(there, seconds):
            raise AssertionError(f"{self.name}: {regno} is not found:\n" + self.t.text())

    def choose(self, action):
        """Opens an action from the menu of the ticket at the cursor."""
        self.t.type("m")
        key = self.t.wait(rf"^[> ] +(\w)  +{action} ").group(1)
        self.t.press(key, r"\^S提交")

    def submit(self, action):
        self.t.press("<C-s>", rf"已(?:到中心|提请)：(?:{action})", 20)

    def home(self):
        """Goes back to the worklist."""
        for _ in range(6):
            if re.search(r"^ *余日 +编号", self.t.text(), re.M):
                return
            self.t.type("<Esc>")
            self.t.settle(0.1)

    def close(self):
        self.t.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
