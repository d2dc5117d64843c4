/* line_draft.c -- lists the drafts made here or on a screen, and continues them. */
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/line_own.h"
#include "ui/part/fact.h"

static json_t *
body_of(const struct rows *rows, size_t row)
{
	return json_loads(rows_named(rows, row, "body"), 0, NULL);
}

void
line_drafts(struct line *line, const char *rest)
{
	const struct rows *rows =
		line_ask(line, &line->answer, "drafts", json_object());
	const struct action *action;
	char at[24], title[160];
	json_t *body;
	size_t i;

	(void)rest;
	for (i = 0; rows && i < rows->n; i++) {
		body = body_of(rows, i);
		action = action_named(json_text(body, "action"));
		fact_stamp(at, sizeof at, rows_named(rows, i, "at"));
		draft_title(title, sizeof title, body);
		line_sayf("%zu. %s %s %s", i + 1, at, action ? _(action->label) : "",
			  title);
		json_decref(body);
	}
	if (rows && rows->n == 0)
		line_say(_("No form was left."));
}

static void
resume(struct line *line, const char *draft, const json_t *body)
{
	struct work w = { .line = line,
			  .action = action_named(json_text(body, "action")) };

	if (!w.action)
		return;
	(void)uuid_parse(json_text(body, "mends"), &w.mends);
	str_copy(w.call, sizeof w.call, json_text(body, "call"));
	str_copy(w.started, sizeof w.started, json_text(body, "started"));
	if (w.action->flags & ACTION_CREATES ||
	    line_take_ticket(&w, json_text(body, "ticket")))
		line_work(&w, draft, body);
}

void
line_resume(struct line *line, const char *rest)
{
	const struct rows *rows =
		line_ask(line, &line->answer, "drafts", json_object());
	size_t n = strtoul(rest, NULL, 10);
	char draft[UUID_TEXT];
	json_t *body;

	if (rows && n > 0 && n <= rows->n) {
		str_copy(draft, sizeof draft, rows_named(rows, n - 1, "draft"));
		body = body_of(rows, n - 1);
		resume(line, draft, body);
		json_decref(body);
	} else if (rows) {
		line_say(_("Say a number of drafts."));
	}
}

void
line_throw(struct line *line, const char *rest)
{
	const struct rows *rows =
		line_ask(line, &line->answer, "drafts", json_object());
	size_t n = strtoul(rest, NULL, 10);
	struct str reason = { 0 };
	struct uuid draft;

	if (!rows || n < 1 || n > rows->n ||
	    !uuid_parse(rows_named(rows, n - 1, "draft"), &draft)) {
		if (rows)
			line_say(_("Say a number of drafts."));
		return;
	}
	if (line_read(line, _("Throw it away because: "), &reason) && reason.len) {
		ui_drop(line->ui, &draft, reason.s);
		(void)line_rest(line);
		line_say(_("Thrown away; the reason is on record."));
	} else {
		line_say(_("Without a reason nothing is thrown away."));
	}
	str_release(&reason);
}
