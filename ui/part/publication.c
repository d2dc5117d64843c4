/* publication.c -- the publications of a ticket, and the text that would be published. */
#include "ui/part/publication.h"

#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"

#define INDENT 2
#define VALUE  16

static void
add_text(struct str *out, const json_t *one)
{
	static const char *const order[] = { "respondent", "goods", "problem", "result",
					     "area" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(order); i++)
		str_addf(out, "%s  ", json_text(one, order[i]));
	str_addf(out, _("received %s, closed %s"), json_text(one, "received"),
		 json_text(one, "closed"));
}

static void
put_one(struct sheet *sheet, const json_t *one, int cols)
{
	struct str text = { 0 };
	char at[24];

	add_text(&text, one);
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
publication_put_draft(const struct ticket *t, struct sheet *sheet, int cols)
{
	const json_t *draft = json_object_get(t->doc, "publication_draft");
	struct str text = { 0 };

	if (!draft)
		return;
	add_text(&text, draft);
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_TITLE, _("The text to be published"));
	sheet_line(sheet, "");
	sheet_wrap(sheet, INDENT, cols - INDENT, FACE_PLAIN, str_text(&text));
	str_clear(&text);
	if (*json_text(draft, "excluded")) {
		str_addf(&text, _("This complaint is not published: %s."),
			 json_text(draft, "excluded"));
		sheet_line(sheet, "");
		sheet_wrap(sheet, INDENT, cols - INDENT, FACE_WARN, str_text(&text));
	}
	str_release(&text);
}

void
publication_put(const struct ticket *t, struct sheet *sheet, int cols)
{
	const json_t *all = json_object_get(t->doc, "publications"), *one;
	size_t i;

	json_array_foreach(all, i, one)
		put_one(sheet, one, cols);
}
