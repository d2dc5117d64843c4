/* paper.c -- a document to read and to print: an issued one with the caller masked, or a
 * preview.  The operator gets the full text by giving a reason; the screen forgets it when
 * it closes or locks. */
#include "model/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"
#include "ui/part/pager.h"
#include "ui/part/sheet.h"
#include "ui/term/print.h"
#include "ui/ui.h"

enum { HEAD = 3, WIDEST = 96 };

struct paper_screen {
	struct screen screen;
	char ticket[UUID_TEXT];
	int n; /* 0: a draft */
	struct answer answer, reveal;
	struct str body, whole; /* as shown to all; as revealed, or nothing */
	struct pager pager;
	int cols; /* that the pager's text was laid out for; 0: not yet */
};

static const char *
body_of(const struct paper_screen *p)
{
	return str_text(p->whole.len ? &p->whole : &p->body);
}

static const char *
named(const struct paper_screen *p, const char *column)
{
	return rows_named(p->answer.rows, 0, column);
}

static bool
is_masked(const struct paper_screen *p)
{
	return str_starts(named(p, "masked"), "t") && !p->whole.len;
}

static struct screen *
paper_open(struct ui *ui, const struct opening *o)
{
	struct paper_screen *p;
	char n[16];

	if (o->document == 0 && str_empty(o->text))
		return NULL;
	p = xcalloc(1, sizeof *p);
	p->screen.cls = &screen_paper;
	str_copy(p->ticket, sizeof p->ticket, o->ticket ? o->ticket : "");
	p->n = o->document;
	if (p->n == 0) {
		str_set(&p->body, o->text);
		return &p->screen;
	}
	str_format(n, sizeof n, "%d", p->n);
	ui_ask(ui, &p->answer, "document",
	       json_pack("{s:s, s:s}", "ticket", p->ticket, "n", n), NULL);
	return &p->screen;
}

static void
forget_whole(struct paper_screen *p)
{
	str_wipe(&p->whole);
	str_wipe(&p->pager.text);
	p->cols = 0;
}

static void
paper_close(struct screen *screen, struct ui *ui)
{
	struct paper_screen *p = (struct paper_screen *)screen;

	ui_forget(ui, &p->answer);
	ui_forget(ui, &p->reveal);
	forget_whole(p);
	str_wipe(&p->body);
	pager_release(&p->pager);
	free(p);
}

/* A lock takes the screen away. */
static void
paper_save(struct screen *screen, struct ui *ui)
{
	forget_whole((struct paper_screen *)screen);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* -- painting ------------------------------------------------------------------------ */

static void
lay_out(struct paper_screen *p, int cols)
{
	struct paper_look look = { cols, NULL };
	const char *body = body_of(p);
	struct paper paper;
	struct err err;

	str_wipe(&p->pager.text);
	if (paper_read(&paper, body, strlen(body), &err) == DONE) {
		paper_text(&p->pager.text, &paper, &look);
		paper_release(&paper);
	} else {
		str_set(&p->pager.text, err.text);
	}
	p->cols = cols;
}

/* What it is, whom it is for, who issued it; below, what one must know of it. */
static void
put_head(const struct paper_screen *p, struct ui *ui, struct sheet *head)
{
	char at[24];

	sheet_line(head, "");
	if (p->n == 0) {
		sheet_append(head, FACE_WARN, "%s",
			     _("Draft: as it would be issued, who called masked"));
		sheet_line(head, "");
		sheet_append(head, FACE_DIM, "%s", _("Esc goes back."));
		return;
	}
	fact_stamp(at, sizeof at, named(p, "at"));
	sheet_append(head, FACE_TITLE, "%s  %s", named(p, "name"), named(p, "number"));
	sheet_append(head, FACE_PLAIN, _("for %s"),
		     ui_label(ui, "document_to", named(p, "audience")));
	sheet_line(head, "");
	sheet_append(head, FACE_DIM, "%s  %s", at, named(p, "operator"));
	if (*named(p, "voided"))
		sheet_append(head, FACE_BAD, _("void: %s"), named(p, "reason"));
	if (p->whole.len)
		sheet_append(head, FACE_WARN, "%s", _("whole; forgotten on leaving"));
	else if (is_masked(p))
		sheet_append(head, FACE_DIM, "%s",
			     _("who called is masked; v shows it"));
}

static const char *
in_place_of_text(const struct paper_screen *p)
{
	if (*body_of(p))
		return NULL;
	return p->answer.fault[0]  ? p->answer.fault
	       : p->answer.waiting ? _("Asking …")
				   : _("This text is not for you.");
}

static void
draw_head(const struct paper_screen *p, struct ui *ui, struct canvas c)
{
	struct sheet head = { 0 };

	put_head(p, ui, &head);
	sheet_paint(&head, canvas_part(c, 0, 0, 2, c.cols));
	sheet_release(&head);
	draw_rule(c, 2);
}

static void
put_lines(struct sheet *sheet, const char *text)
{
	size_t n;

	for (; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		sheet_line(sheet, "");
		sheet_format(sheet, 0, FACE_PLAIN, "%.*s", (int)n, text);
	}
}

static void
paper_read_out(struct screen *screen, struct ui *ui, struct sheet *sheet)
{
	struct paper_screen *p = (struct paper_screen *)screen;
	const char *instead = in_place_of_text(p);

	if (instead) {
		put_lines(sheet, instead);
		return;
	}
	put_head(p, ui, sheet);
	lay_out(p, WIDEST);
	put_lines(sheet, str_text(&p->pager.text));
}

static void
paper_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct paper_screen *p = (struct paper_screen *)screen;
	int cols = c.cols - 4 > WIDEST ? WIDEST : c.cols - 4;

	const char *instead = in_place_of_text(p);

	if (damage & DAMAGE_SCREEN)
		draw_head(p, ui, c);
	if (instead) {
		draw_text(c, HEAD, 2, FACE_DIM, instead);
		draw_cursor(c, HEAD, 0);
		return;
	}
	if (p->cols != cols)
		lay_out(p, cols);
	pager_draw(&p->pager, canvas_part(c, HEAD, 2, c.rows - HEAD, cols + 1));
}

/* -- acts ---------------------------------------------------------------------------- */

static void
reason_given(struct screen *screen, struct ui *ui, const char *reason)
{
	struct paper_screen *p = (struct paper_screen *)screen;
	char field[32];

	if (str_empty(reason)) {
		ui_say(ui, FACE_WARN, _("Without a reason it stays masked."));
		return;
	}
	str_format(field, sizeof field, "document:%d", p->n);
	ui_ask(ui, &p->reveal, "reveal_request",
	       json_pack("{s:s, s:s, s:s}", "ticket", p->ticket, "field", field,
			 "reason", reason),
	       "centre");
}

static void
reveal(struct paper_screen *p, struct ui *ui)
{
	if (p->n == 0)
		ui_say(ui, FACE_WARN, _("A draft is shown masked; issue it first."));
	else if (!is_masked(p))
		ui_say(ui, FACE_WARN, _("Nothing is masked here."));
	else
		ui_prompt(ui, &p->screen, _("Why see the whole document?"),
			  _("To print and serve it"), reason_given);
}

static void
print_now(struct screen *screen, struct ui *ui, const char *answer)
{
	struct paper_screen *p = (struct paper_screen *)screen;
	const char *body = body_of(p);
	struct str pages = { 0 };
	struct paper paper;
	char remark[120];
	struct err err;
	enum verdict v;
	int n = 0;

	if (!answer || str_eq(answer, "n") || str_eq(answer, "N"))
		return;
	paper_remark(remark, sizeof remark, *named(p, "voided"), is_masked(p));
	v = paper_read(&paper, body, strlen(body), &err);
	if (v == DONE) {
		n = paper_pages(&pages, &paper, remark);
		paper_release(&paper);
		v = term_print(conf_text(ui_conf(ui), CONF_PRINTER),
			       conf_text(ui_conf(ui), CONF_PRINTER_CHARSET),
			       str_text(&pages), &err);
	}
	if (v == DONE)
		ui_say(ui, FACE_GOOD, _("%d pages went to the printer."), n);
	else
		ui_say(ui, FACE_BAD, "%s", err.text);
	str_wipe(&pages);
}

static void
print(struct paper_screen *p, struct ui *ui)
{
	if (p->n == 0)
		ui_say(ui, FACE_WARN, _("A draft is not printed; issue it first."));
	else if (str_eq(conf_text(ui_conf(ui), CONF_PRINTER), "off"))
		ui_say(ui, FACE_WARN,
		       _("No printer is set up at this terminal (printer.terminal); "
			 "gangshaoctl print prints elsewhere."));
	else if (!*body_of(p))
		ui_say(ui, FACE_WARN, _("There is nothing to print."));
	else
		ui_prompt(ui, &p->screen,
			  is_masked(p) ? _("Print it masked? Enter: yes, Esc: no")
				       : _("Print it? Enter: yes, Esc: no"),
			  "", print_now);
}

static void
found(struct screen *screen, struct ui *ui, const char *words)
{
	struct paper_screen *p = (struct paper_screen *)screen;

	if (str_empty(words))
		return;
	str_copy(p->pager.found, sizeof p->pager.found, words);
	if (!pager_find(&p->pager, words, 1))
		ui_say(ui, FACE_WARN, _("“%s” does not come further down."), words);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
paper_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct paper_screen *p = (struct paper_screen *)screen;

	(void)key;
	if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV)
		(void)pager_find(&p->pager, p->pager.found,
				 act == ACT_FIND_NEXT ? 1 : -1);
	else if (act == ACT_REVEAL)
		reveal(p, ui);
	else if (act == ACT_PRINT)
		print(p, ui);
	else if (act == ACT_OPEN || act == ACT_READ_BACK) {
		ui_close(ui, screen);
		return true;
	} else if (!pager_act(&p->pager, act))
		return false;
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

/* -- events -------------------------------------------------------------------------- */

static void
revealed(struct paper_screen *p, struct ui *ui)
{
	char token[UUID_TEXT];

	if (!p->reveal.rows || p->reveal.rows->n == 0)
		return;
	if (str_eq(p->reveal.query->name, "reveal_request")) {
		str_copy(token, sizeof token, rows_named(p->reveal.rows, 0, "token"));
		ui_ask(ui, &p->reveal, "reveal_redeem",
		       json_pack("{s:s}", "token", token), "centre");
		return;
	}
	str_set(&p->whole, rows_named(p->reveal.rows, 0, "value"));
	p->cols = 0;
	ui_forget(ui, &p->reveal);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
paper_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct paper_screen *p = (struct paper_screen *)screen;

	if (!event->answer)
		return;
	if (event->answer == &p->reveal && event->kind == EVENT_ROWS) {
		revealed(p, ui);
	} else if (event->answer == &p->reveal) {
		ui_say(ui, FACE_BAD, "%s", p->reveal.fault);
	} else if (event->answer == &p->answer) {
		str_set(&p->body, named(p, "body"));
		p->cols = 0;
		ui_damage(ui, DAMAGE_SCREEN);
	}
}

const struct screen_class screen_paper = {
	.name = "paper",
	.title = N_("Document"),
	.place = PLACE_PAPER,
	.open = paper_open,
	.close = paper_close,
	.draw = paper_draw,
	.act = paper_act,
	.event = paper_event,
	.save = paper_save,
	.read = paper_read_out,
};
