#!/usr/bin/python3
"""attack_settings.t -- every setting PostgreSQL has, set to every kind of value it takes: forbidden settings
are refused, and allowed ones change no answer, open no ticket and print no hidden value."""
from attacker import Refused, Session, Tap, q, run

SECRET = ("13800138000", "张三丰", "文三路1号")
WORDS = ("", "x", "on", "0", "pg_temp, core, audit, public", "postgres", "gangshao_owner", "C", "SQL_ASCII",
         "GB18030", "German, DMY", "sql_standard", "XXX40", "UTC", "escape", "pg_catalog.simple", "serializable")


def values(kind, enums, least, most):
    if kind == "bool":
        return ["on", "off"]
    if kind == "enum":
        return enums
    if kind in ("integer", "real"):
        return [least, most, "0", "1"]
    return WORDS


class Seat:
    """A session that reconnects when a setting has ended it."""

    def __init__(self, user):
        self.user, self.s = user, None
        self.sit()

    def sit(self):
        self.s = Session(self.user)
        self.s.heard.clear()

    def rest(self):
        """Reconnects, for a fresh state; dearer than `reset all`, which does not reset everything."""
        self.s.close()
        self.sit()

    def says(self, sql):
        try:
            return str(self.s.run(sql))
        except Refused as e:
            return e.state


def main(dba):
    tap = Tap()
    ticket = dba.one("select t.complaint_in('TS40')")
    look = f"select md5(x::text), x::text from api.ticket({q(ticket)}) x"
    holder, stranger = Seat("station"), Seat("clerk2")
    plain, none = holder.says(look), stranger.says(look)
    tap.ok(plain.startswith("[[") and none == "GS002", "one sees the ticket, one does not", (plain, none))
    rows = dba.run("select name, context, vartype, coalesce(array_to_string(enumvals, '|'), ''), "
                   "coalesce(min_val, ''), coalesce(max_val, '') from pg_settings order by name")
    wrong, shown, opened, shut, taken = [], [], [], [], 0
    for name, context, kind, enums, least, most in rows:
        may = context == "user"
        for v in values(kind, enums.split("|"), least, most) if may else values(kind, enums.split("|"), least, most)[:1]:
            tap.tries += 1
            words = f"set {name} = {q(v)}"
            said = holder.says(words)
            if not may:
                if said == "[]":
                    shut.append(words)
                continue
            if said != "[]":
                continue
            taken += 1
            holder.says("discard plans")  # a cached plan is not printed
            holder.says("set client_min_messages = debug5")
            got = holder.says(look)
            if got[:40] != plain[:40] and (got.startswith(("[[", "GS001", "GS002")) or any(x in got for x in SECRET)):
                wrong.append((words, got[:200]))
            heard = "".join(holder.s.heard)
            if any(x in heard for x in SECRET) or heard.count("PLANNEDSTMT") > 2:  # its own plan, and that of its call
                shown.append(words)
            if stranger.says(words) == "[]" and stranger.says(look).startswith("[["):
                opened.append(words)
            for seat in (holder, stranger):
                seat.s.heard.clear()
                if seat.says(f"reset {name}; reset client_min_messages; select 1") != "[['1']]" \
                        or name in ("client_encoding", "role", "session_authorization"):
                    seat.rest()
    tap.ok(len(rows) > 300 and taken > 300, f"{len(rows)} settings, {taken} values taken", (len(rows), taken))
    tap.ok(not shut, "what only the server's owner sets is refused", shut)
    tap.ok(not wrong, "no setting changes an answer", wrong)
    tap.ok(not opened, "no setting opens another county's ticket", opened)
    tap.ok(not shown, "no setting makes the server print what is hidden", shown)
    w = Session("station")
    for name, context, kind, enums, least, most in rows:
        if context == "user" and kind == "bool" and name not in ("exit_on_error", "default_transaction_read_only",
                                                                   "transaction_read_only"):
            w.says(f"set {name} = on")
    tap.ok(w.run(look) == eval(plain), "nor do all switches together")  # pylint: disable=eval-used
    tap.end()


if __name__ == "__main__":
    run(main)
