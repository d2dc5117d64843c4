/* intake_draw.c -- draws the form at the left, known data at the right, missing facts
 * above; after submitting, the number.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "action/readback.h"

#include "ui/part/missing.h"
#include "ui/part/whole.h"
#include "ui/screen/intake.h"

/* Of the screen: what is beside the form has the rest. */
static int
form_columns(int cols)
{
	return cols * 13 / 20;
}

/* Neutral while what stands in the field is no kind. */
static void
title_of(char *out, size_t size, const struct intake *in)
{
	bool known;
	enum kind kind = kind_named(form_named(in->form, "kind"), &known);

	if (known)
		str_format(out, size, _("%s intake"), kind_label(kind));
	else
		str_copy(out, size, _("Intake"));
}

static size_t
calls_open(struct ui *ui, const struct screen *me, size_t *which)
{
	size_t i, n = 0;

	for (i = 0; i < ui_depth(ui); i++) {
		n += ui_at(ui, i)->cls == &screen_intake;
		if (ui_at(ui, i) == me)
			*which = n;
	}
	return n;
}

static void
draw_title(const struct intake *in, struct ui *ui, struct canvas line)
{
	int64_t minutes =
		(ui_now(ui).wall + ui_state(ui)->offset - in->started) / 60000;
	size_t which = 1, calls = calls_open(ui, &in->screen, &which);
	char title[60];
	int x;

	title_of(title, sizeof title, in);
	x = draw_text(line, 0, 1, FACE_TITLE, title);
	x += draw_format(line, 0, x + 2, FACE_PLAIN, _("[%zu/%zu call %d min]"), which,
			 calls, (int)minutes);
	missing_draw(&in->fields, line, x + 4);
}

/* -- beside the form ----------------------------------------------------------------- */

/* "11-02" and on, of when it was received. */
static const char *
month_day(const struct rows *rows, size_t row)
{
	const char *received = rows_named(rows, row, "received");

	return strlen(received) > 5 ? received + 5 : "";
}

static int
draw_caller(const struct intake *in, struct ui *ui, struct canvas c, int y)
{
	const struct rows *rows = in->caller.rows;
	size_t i, open = 0;
	bool known;

	if (!in->phone[0])
		return y;
	for (i = 0; rows && i < rows->n; i++)
		open += str_eq(rows_named(rows, i, "open"), "true") ||
			str_eq(rows_named(rows, i, "open"), "t");
	if (!rows) {
		draw_text(c, y, 0, FACE_DIM,
			  in->caller.fault[0] ? in->caller.fault
					      : _("Caller: asking …"));
		return y + 2;
	}
	draw_format(c, y++, 0, FACE_LABEL, _("Caller: %zu in a year, %zu open"),
		    rows->n, open);
	for (i = 0; i < rows->n && i < 5; i++)
		draw_format(c, y++, 1, FACE_PLAIN, "%.5s %s %s %s", month_day(rows, i),
			    kind_label(kind_named(rows_named(rows, i, "kind"), &known)),
			    ui_label(ui, "state", rows_named(rows, i, "state")),
			    rows_named(rows, i, "title"));
	if (rows->n > 0)
		draw_text(c, y++, 1, FACE_DIM, _("F5 on name, address: as then"));
	return y + 1;
}

static int
draw_respondent(const struct intake *in, struct canvas c, int y)
{
	const struct rows *rows = in->respondent.rows;
	long n;

	if (!rows || rows->n == 0)
		return y;
	n = strtol(rows_named(rows, 0, "n30"), NULL, 10);
	draw_format(c, y++, 0, n >= 5 ? FACE_WARN : FACE_LABEL,
		    n >= 5 ? _("Respondent: %ld in 30 days !")
			   : _("Respondent: %ld in 30 days"),
		    n);
	draw_format(c, y++, 1, FACE_PLAIN, _("same goods %s, callers %s"),
		    rows_named(rows, 0, "goods30"), rows_named(rows, 0, "callers30"));
	if (intake_is_grouped(in))
		draw_format(c, y++, 1, FACE_BAD, _("group: %s callers in %s days"),
			    rows_named(rows, 0, "callers_now"),
			    rows_named(rows, 0, "days"));
	return y + 1;
}

/* The same caller about the same respondent: told, never decided here. */
static int
draw_twin(const struct intake *in, struct ui *ui, struct canvas c, int y)
{
	const struct rows *rows = in->caller.rows;
	const char *name = form_named(in->form, "invname"), *regno;
	size_t i, n = 0;

	for (i = 0; *name && rows && i < rows->n; i++) {
		if (!str_eq(rows_named(rows, i, "respondent"), name))
			continue;
		if (n++ == 0)
			draw_text(c, y++, 0, FACE_WARN,
				  _("! This caller about this respondent:"));
		regno = rows_named(rows, i, "regno");
		if (n <= 3)
			draw_format(
				c, y++, 1, FACE_PLAIN, "%.5s %s %s", month_day(rows, i),
				strlen(regno) > 8 ? regno + strlen(regno) - 8 : regno,
				ui_label(ui, "state", rows_named(rows, i, "state")));
	}
	return n ? y + 1 : y;
}

static int
draw_suggest(const struct intake *in, struct canvas c, int y)
{
	const struct rows *rows = in->suggest.rows;
	size_t i;

	if (!rows || rows->n == 0)
		return y;
	draw_text(c, y++, 0, FACE_LABEL, _("Suggested unit (F5 takes it)"));
	for (i = 0; i < rows->n && i < 2; i++) {
		draw_format(c, y++, 1, FACE_PLAIN, "%s", rows_named(rows, i, "name"));
		draw_text(c, y++, 2, FACE_DIM, _(rows_named(rows, i, "reason")));
		draw_format(c, y++, 2, FACE_DIM, _("precedent %s of %s"),
			    rows_named(rows, i, "hits"), rows_named(rows, i, "total"));
	}
	return y + 1;
}

static void
draw_beside(const struct intake *in, struct ui *ui, struct canvas c)
{
	int y = draw_caller(in, ui, c, 0);

	y = draw_twin(in, ui, c, y);
	y = draw_respondent(in, c, y);
	draw_suggest(in, c, y);
}

/* What is cut in the form, at the foot of what stands beside it. */
static void
draw_whole(struct intake *in, struct ui *ui, struct canvas c)
{
	struct str whole = { 0 };
	int rows;

	fieldset_whole(&in->fields, ui, &whole);
	rows = whole_rows(str_text(&whole), c.cols);
	if (rows > 0) {
		draw_clear(canvas_part(c, c.rows - rows - 1, 0, rows + 1, c.cols));
		draw_rule(c, c.rows - rows - 1);
		whole_draw(canvas_part(c, c.rows - rows, 0, rows, c.cols), FACE_FOCUS,
			   str_text(&whole));
	}
	str_release(&whole);
}

/* -- after submitting ---------------------------------------------------------------- */

/* 3 3 0 1 0 0 0 0 0  2 0 2 6 1 1 2 3  0 0 0 0 9 0 0 1 */
static void
draw_number(struct canvas c, int y, const char *regno)
{
	char wide[120] = "";
	size_t i, n = 0;

	for (i = 0; regno[i] && n + 4 < sizeof wide; i++) {
		wide[n++] = regno[i];
		wide[n++] = ' ';
		if (i == 8 || i == 16)
			wide[n++] = ' ';
	}
	wide[n] = '\0';
	draw_text(c, y, (c.cols - (int)n) / 2, FACE_BIG, wide);
}

static const char *
phase_words(const struct intake_op *op, enum phase phase)
{
	if (phase == PHASE_SENDING)
		return _("being kept …");
	if (op->state == OP_APPLIED)
		return _("Delivered: the centre has it.");
	if (op->state == OP_QUEUED || op->state == OP_SENT)
		return _("Kept: safe on this disk; the number is final.");
	return op_state_label(op->state);
}

/* Of a major incident: before whom it stands; as long as it stands before nobody, that. */
static void
draw_told(const struct intake *in, const struct intake_op *op, struct canvas line)
{
	if (op->told[0])
		draw_text(line, 0, 2, FACE_WARN, op->told);
	else if (intake_is_major(in) && in->phase == PHASE_KEPT)
		draw_text(line, 0, 2, FACE_BAD,
			  _("No superior has it yet: it goes by itself as soon as "
			    "there is a link; telephone now."));
}

/* Lists what the alerted ticket still lacks, and the key that opens the form for it. */
static int
draw_lacks(const struct intake *in, struct canvas c, int y)
{
	struct str text = { 0 };
	int rows = 0;

	intake_lacks(in->form, &text);
	if (text.len && in->phase != PHASE_SENDING) {
		draw_text(c, y, 2, FACE_TITLE, _("Enter supplies what is lacking:"));
		rows = 1 + whole_draw(canvas_part(c, y + 1, 2, 2, c.cols - 4),
				      FACE_WARN, str_text(&text));
	}
	str_release(&text);
	return y + rows;
}

static void
draw_done(const struct intake *in, struct canvas c)
{
	size_t i;
	int y = c.rows / 2 - 5;

	if (in->phase != PHASE_SENDING) /* nothing is promised before it is kept */
		draw_text(c, y, 2, FACE_TITLE,
			  _("Registered. The number for the caller:"));
	for (i = 0; i < in->nops; i++) {
		const struct intake_op *op = &in->ops[i];

		if (in->nops > 1) /* which of the two it is */
			draw_text(c, y + 2, 2, FACE_LABEL, kind_label(op->kind));
		draw_number(c, y + 2, op->regno);
		draw_text(c, y + 4, 2,
			  op->state == OP_APPLIED || op->state == OP_QUEUED ? FACE_GOOD
									    : FACE_BAD,
			  phase_words(op, in->phase));
		if (op->text[0])
			draw_text(c, y + 5, 2, FACE_BAD, op->text);
		else
			draw_told(in, op, canvas_part(c, y + 5, 0, 1, c.cols));
		y += 5;
	}
	y = draw_lacks(in, c, y + 2);
	draw_text(c, y, 2, FACE_PLAIN, _("F2 takes the next call, Esc goes back."));
	draw_cursor(c, y, 1);
}

void
intake_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct intake *in = (struct intake *)screen;
	int cols = form_columns(c.cols), side = c.cols - cols - 2;
	char page[400];

	if (in->phase != PHASE_TYPING) {
		draw_clear(c);
		draw_done(in, c);
		return;
	}
	if (in->fields.cols != cols - 1)
		fieldset_layout(&in->fields, cols - 1);
	if (damage & DAMAGE_SCREEN) {
		draw_title(in, ui, canvas_part(c, 0, 0, 1, c.cols));
		draw_rule(c, 1);
		draw_upright(c, cols, 2, c.rows - 2);
		draw_beside(in, ui, canvas_part(c, 2, cols + 1, c.rows - 2, side));
		draw_whole(in, ui, canvas_part(c, 2, cols + 1, c.rows - 2, side));
	}
	fieldset_draw(&in->fields, ui, canvas_part(c, 2, 0, c.rows - 2, cols), damage);
	fieldset_page(&in->fields, c.rows - 2, c.cols - 2, page, sizeof page);
	if (page[0]) {
		draw_rule(canvas_part(c, 0, 0, 2, c.cols), 1);
		draw_text(canvas_part(c, 1, 1, 1, c.cols - 2), 0, 0, FACE_WARN, page);
	}
}

/* -- read back ----------------------------------------------------------------------- */

static const char *
spoken(void *ui, const char *table, const char *code)
{
	const char *name = ui_label(ui, table, code);

	return str_eq(name, code) ? "" : name;
}

void
intake_read_back(struct intake *in, struct ui *ui, struct str *out)
{
	size_t i, n = 0;

	readback(out, in->form, spoken, ui);
	for (i = 0; i < form_count(in->form); i++) {
		if (form_missing(in->form, i) != (int)i && !form_fault(in->form, i)[0])
			continue;
		if (n++ == 0)
			str_addf(out, "\n\x1f%s\n", _("Still to ask:"));
		str_addf(out, "  %s\n", form_label(in->form, i));
	}
}
