/* ticket_paper.c -- lists the documents of a ticket, and the remedies to tell a party who is
 * turned away. */
#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/screen/ticket.h"
#include "ui/ui.h"

#define INDENT 2

/* One document: number and name, for whom, when, by whom; why it is void. */
static void
put_document(struct sheet *sheet, const json_t *d)
{
	bool gone = *json_text(d, "voided");
	enum face face = gone ? FACE_DIM : FACE_PLAIN;
	char id[48], at[24];

	str_format(id, sizeof id, "paper:%d", (int)json_int(d, "n", 0));
	fact_stamp(at, sizeof at, json_text(d, "at"));
	sheet_line(sheet, id);
	sheet_format(sheet, INDENT, FACE_LABEL, "%2d", (int)json_int(d, "n", 0));
	sheet_put(sheet, INDENT + 4, face, json_text(d, "name"));
	sheet_put(sheet, INDENT + 30, gone ? FACE_DIM : FACE_FOCUS,
		  json_text(d, "number"));
	if (gone)
		sheet_put(sheet, INDENT + 62, FACE_BAD, _("void"));
	sheet_line(sheet, id);
	sheet_format(sheet, INDENT + 4, FACE_DIM, _("for %s  %s  %s %s  %s"),
		     json_text(d, "to_name"), at, json_text(d, "unit_name"),
		     json_text(d, "label"), json_text(d, "reason"));
}

static void
none(struct sheet *sheet)
{
	sheet_line(sheet, "");
	sheet_put(sheet, INDENT, FACE_DIM,
		  _("No document has been issued; F4 issues one."));
}

void
ticket_fill_documents(const struct ticket_screen *t, struct sheet *sheet)
{
	const json_t *all = json_object_get(t->ticket.doc, "documents");
	size_t i = json_array_size(all);

	if (i == 0)
		none(sheet);
	while (i-- > 0)
		put_document(sheet, json_array_get(all, i));
}

/* The other ways of which whoever is turned away is told. */
void
ticket_put_routes(struct ui *ui, struct sheet *sheet, int cols, const json_t *routes)
{
	struct str text = { 0 };
	const json_t *code;
	size_t i;

	json_array_foreach(routes, i, code)
		str_addf(&text, "%s%s", i ? _(", ") : _("Other ways: "),
			 ui_label(ui, "consumer_route", json_string_value(code)));
	if (text.len) {
		sheet_line(sheet, "");
		sheet_wrap(sheet, INDENT + 4, cols - INDENT - 5, FACE_PLAIN,
			   str_text(&text));
	}
	str_release(&text);
}
