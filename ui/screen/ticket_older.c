/* ticket_older.c -- pages a ticket's timeline back: an answer holds its last steps and the
 * number of earlier ones. */
#include "base/str.h"
#include "base/text.h"

#include "ui/screen/ticket.h"
#include "ui/ui.h"

void
ticket_before(struct ticket_screen *t, struct ui *ui, int n)
{
	t->before = n;
	ticket_ask(t, ui);
}

void
ticket_ask_older(struct ticket_screen *t, struct ui *ui, const char *before)
{
	ui_ask(ui, &t->older, "ticket",
	       json_pack("{s:s, s:s}", "ticket", t->id, "before", before), "centre");
}

/* They go before those that are here. */
void
ticket_take_older(struct ticket_screen *t, struct ui *ui)
{
	const char *text = rows_named(t->older.rows, 0, "doc");
	json_t *doc = NULL, *older, *here;

	if (t->older.fault[0])
		ui_say(ui, FACE_BAD, "%s", t->older.fault);
	if (!t->ticket.doc || json_read(&doc, text, strlen(text), NULL) != DONE)
		return;
	older = json_copy(json_object_get(doc, "timeline"));
	here = json_object_get(t->ticket.doc, "timeline");
	if (older && json_array_extend(older, here) == 0) {
		json_object_set(t->ticket.doc, "timeline", older);
		json_put_int(t->ticket.doc, "earlier", json_int(doc, "earlier", 0));
	}
	json_decref(older);
	json_decref(doc);
	ui_forget(ui, &t->older);
	ui_damage(ui, DAMAGE_SCREEN);
}

void
ticket_put_earlier(struct sheet *sheet, const json_t *doc)
{
	const json_t *first = json_array_get(json_object_get(doc, "timeline"), 0);
	int earlier = (int)json_int(doc, "earlier", 0);
	int n = (int)json_int(first, "n", 0);
	char id[48];

	if (earlier <= 0)
		return;
	str_format(id, sizeof id, "earlier:%d", n);
	sheet_line(sheet, id);
	sheet_format(sheet, 1, FACE_LABEL,
		     _("%d earlier steps; Enter, or timeline %d, shows them"), earlier,
		     n);
}
