/* ticket_notice.c -- an entry of the ledger of notices, on the contacts of a ticket. */
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/screen/ticket.h"
#include "ui/ui.h"

#define INDENT 2

/* One entry of the ledger: when, to whom, how, with what outcome, by whom. */
void
ticket_put_notice(struct ui *ui, struct sheet *sheet, int cols, const json_t *notice)
{
	static const char *const proofs[] = { "evidence", "document" };
	const char *detail = json_text(notice, "detail");
	size_t i;
	bool back = json_int(notice, "retracts", 0) > 0;
	bool gone = json_is(notice, "retracted");
	enum face face = back || gone ? FACE_DIM : FACE_PLAIN;
	struct str text = { 0 };
	char at[24];

	fact_stamp(at, sizeof at, json_text(notice, "told"));
	sheet_line(sheet, "");
	sheet_format(sheet, INDENT, FACE_LABEL, "%2d %s", (int)json_int(notice, "n", 0),
		     at);
	str_addf(&text, "%s %s ",
		 ui_label(ui, "contact_whom", json_text(notice, "party")),
		 json_text(notice, "matter_name"));
	if (back)
		str_addf(&text, _("entry %d is taken back  "),
			 (int)json_int(notice, "retracts", 0));
	else
		str_addf(&text, "%s %s %s  ",
			 ui_label(ui, "reply_method", json_text(notice, "channel")),
			 json_text(notice, "address"),
			 ui_label(ui, "contact_outcome", json_text(notice, "outcome")));
	if (gone)
		str_add(&text, _("(taken back)  "));
	str_addf(&text, "%s %s %s", json_text(notice, "unit_name"),
		 json_text(notice, "label"), json_text(notice, "number"));
	for (i = 0; i < ARRAY_LEN(proofs); i++)
		if (*json_text(notice, proofs[i]))
			str_addf(&text, "  %s", json_text(notice, proofs[i]));
	sheet_wrap(sheet, INDENT + 21, cols - INDENT - 22, face, str_text(&text));
	if (*detail) {
		sheet_line(sheet, "");
		sheet_wrap(sheet, INDENT + 4, cols - INDENT - 5, face, detail);
	}
	str_release(&text);
}
