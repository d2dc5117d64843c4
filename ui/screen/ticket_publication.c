/* ticket_publication.c -- the publications of a ticket, on its overview. */
#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/screen/ticket.h"

#define INDENT 2
#define VALUE  16

static void
put_one(struct sheet *sheet, const json_t *one, int cols)
{
	static const char *const order[] = { "respondent", "goods", "problem", "result",
					     "area" };
	struct str text = { 0 };
	char at[24];
	size_t i;

	for (i = 0; i < ARRAY_LEN(order); i++)
		str_addf(&text, "%s  ", json_text(one, order[i]));
	str_addf(&text, _("received %s, closed %s"), json_text(one, "received"),
		 json_text(one, "closed"));
	fact_stamp(at, sizeof at, json_text(one, "at"));
	sheet_line(sheet, "");
	sheet_put(sheet, INDENT, FACE_LABEL, _("Published"));
	sheet_format(sheet, VALUE, FACE_PLAIN, "%s  %s %s", at,
		     json_text(one, "unit_name"), json_text(one, "label"));
	if (*json_text(one, "withdrawn")) {
		fact_stamp(at, sizeof at, json_text(one, "withdrawn"));
		sheet_line(sheet, "");
		sheet_format(sheet, VALUE, FACE_WARN, _("withdrawn %s: %s"), at,
			     json_text(one, "reason"));
	}
	sheet_line(sheet, "");
	sheet_wrap(sheet, INDENT + 4, cols - INDENT - 5,
		   *json_text(one, "withdrawn") ? FACE_DIM : FACE_PLAIN,
		   str_text(&text));
	str_release(&text);
}

void
ticket_put_publications(const struct ticket_screen *t, struct sheet *sheet, int cols)
{
	const json_t *all = json_object_get(t->ticket.doc, "publications"), *one;
	size_t i;

	json_array_foreach(all, i, one)
		put_one(sheet, one, cols);
}
