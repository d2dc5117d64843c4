/* fieldset_draw.c -- the field area carries no attribute, so that a typed key costs only
 * its own bytes; its label and its fill line mark the field in focus.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/editor.h"
#include "ui/part/fieldset.h"
#include "ui/part/fieldset_own.h"

/* Text in one line, moved by half a width where the cursor would leave it. */
static void
draw_line(struct canvas c, const char *text, size_t at, bool focus)
{
	size_t len = strlen(text), from = 0;
	int used, half = c.cols / 2, before = utf8_columns(text, at);

	while (before >= c.cols && half > 0) {
		from += utf8_fit(text + from, len - from, half, &used);
		before = utf8_columns(text + from, at - from);
	}
	used = draw_text(c, 0, 0, FACE_PLAIN, text + from);
	draw_fill(c, 0, used, c.cols - used, FACE_PLAIN, focus ? '_' : ' ');
	if (focus)
		draw_cursor(c, 0, before);
}

static void
draw_text_field(struct fieldset *fs, size_t place, struct canvas c, bool focus)
{
	size_t field = (size_t)fs->fields[place];
	const struct edit *edit = form_edit(fs->form, field);

	draw_line(c, edit_text(edit), focus ? edit_cursor(edit) : 0, focus);
}

static void
draw_code(struct fieldset *fs, struct ui *ui, size_t place, struct canvas c, bool focus)
{
	const char *name = focus && fs->typing ? NULL : place_code_name(fs, ui, place);
	size_t field = (size_t)fs->fields[place];

	if (!name) {
		if (!focus && *form_text(fs->form, field))
			(void)ui_label(ui, form_pick(fs->form, field),
				       form_text(fs->form, field));
		draw_text_field(fs, place, c, focus);
		return;
	}
	draw_line(c,
		  c.cols > 20 ? ui_path(ui, form_pick(fs->form, field),
					form_text(fs->form, field))
			      : name,
		  0, false);
	if (focus)
		draw_cursor(c, 0, 0);
}

/* Where a box stands in so many columns; returns the line after the last. */
static int
place_boxes(struct fieldset *fs, struct ui *ui, size_t place, int cols, size_t upto,
	    int *x)
{
	size_t i, n = boxes_count(fs, ui, place);
	const char *name;
	int y = 0, width = 0;

	*x = 0;
	for (i = 0; i < n && i <= upto; i++) {
		*x += width;
		name = boxes_cell(fs, ui, place, i, "name");
		width = utf8_columns(name, strlen(name)) + 4;
		if (*x > 0 && *x + width > cols) {
			*x = 0;
			y++;
		}
	}
	return y + 1;
}

static void
draw_box(struct fieldset *fs, struct ui *ui, size_t place, size_t box, struct canvas at)
{
	size_t field = (size_t)fs->fields[place];
	bool on = boxes_is_on(fs, field, boxes_cell(fs, ui, place, box, "code"));

	draw_text(at, 0, 0, FACE_PLAIN, on ? "[x]" : "[ ]");
	draw_text(at, 0, 3, FACE_PLAIN, boxes_cell(fs, ui, place, box, "name"));
}

/* All of them in focus, over what stands below or above, so that no field moves. */
static void
draw_all_boxes(struct fieldset *fs, struct ui *ui, size_t place, struct canvas c)
{
	size_t i, n = boxes_count(fs, ui, place);
	int x, y;

	draw_cursor(c, 0, 0);
	for (i = 0; i < n; i++) {
		y = place_boxes(fs, ui, place, c.cols, i, &x) - 1;
		if (y >= c.rows)
			break;
		draw_box(fs, ui, place, i, canvas_part(c, y, x, 1, c.cols - x));
		if (i == fs->box)
			draw_cursor(c, y, x + 1);
	}
}

/* What is marked comes first where not all of them have room. */
static void
draw_boxes(struct fieldset *fs, struct ui *ui, size_t place, struct canvas c)
{
	size_t i, n = boxes_count(fs, ui, place), field = (size_t)fs->fields[place];
	int y = 0, x = 0, width, all = place_boxes(fs, ui, place, c.cols, n, &x);
	const char *name;
	int turn;

	draw_clear(c);
	for (x = turn = 0; turn < 2; turn++)
		for (i = 0; i < n; i++) {
			name = boxes_cell(fs, ui, place, i, "name");
			if (all > c.rows &&
			    boxes_is_on(fs, field,
					boxes_cell(fs, ui, place, i, "code")) ==
				    (turn > 0))
				continue;
			if (all <= c.rows && turn > 0)
				continue;
			width = utf8_columns(name, strlen(name)) + 4;
			if (x > 0 && x + width > c.cols && y + 1 < c.rows) {
				x = 0;
				y++;
			}
			draw_box(fs, ui, place, i, canvas_part(c, y, x, 1, c.cols - x));
			x += width;
		}
}

static void
draw_flag(struct fieldset *fs, size_t place, struct canvas c, bool focus)
{
	const char *text = form_text(fs->form, (size_t)fs->fields[place]);
	char sign[24];

	if (str_eq(text, "true"))
		str_format(sign, sizeof sign, "[%s]", _("yes"));
	else if (str_eq(text, "false"))
		str_format(sign, sizeof sign, "[%s]", _("no"));
	else
		str_copy(sign, sizeof sign, "[  ]");
	draw_cell(c, 0, 0, c.cols, FACE_PLAIN, sign);
	if (focus)
		draw_cursor(c, 0, 1);
}

static void
draw_value(struct fieldset *fs, struct ui *ui, size_t place, struct canvas c)
{
	size_t field = (size_t)fs->fields[place];
	bool focus = place == fs->focus;
	enum form_mark mark = form_mark(fs->form, field);

	if (mark != MARK_NONE) {
		draw_cell(c, 0, 0, c.cols, FACE_PLAIN,
			  mark == MARK_UNKNOWN ? _("(unknown)") : _("(declined)"));
		if (focus)
			draw_cursor(c, 0, 0);
		return;
	}
	switch (form_field(fs->form, field)->type) {
	case FIELD_CODE:
		draw_code(fs, ui, place, c, focus);
		break;
	case FIELD_CODES:
		if (!focus)
			draw_boxes(fs, ui, place, c);
		break;
	case FIELD_FLAG:
		draw_flag(fs, place, c, focus);
		break;
	case FIELD_LONG:
		editor_draw(c, form_edit(fs->form, field), &fs->tops[place], focus);
		break;
	default:
		draw_text_field(fs, place, c, focus);
	}
}

static bool
is_missing(const struct fieldset *fs, size_t field)
{
	return form_needs(fs->form, field) && !*form_text(fs->form, field) &&
	       form_mark(fs->form, field) == MARK_NONE;
}

static void
draw_label(const struct fieldset *fs, size_t place, struct canvas c)
{
	const struct place *p = &fs->places[place];
	size_t field = (size_t)fs->fields[place];
	bool fault = form_fault(fs->form, field)[0];
	enum face face = fault		      ? FACE_BAD
			 : place == fs->focus ? FACE_FOCUS
					      : FACE_LABEL;

	if (fault)
		draw_text(c, 0, 0, FACE_BAD, "!");
	else if (is_missing(fs, field))
		draw_text(c, 0, 0, FACE_WARN, "*");
	draw_cell(c, 0, 1, p->label - 1, face, form_label(fs->form, field));
}

static void
draw_place(struct fieldset *fs, struct ui *ui, size_t place, unsigned damage)
{
	const struct place *p = &fs->places[place];
	int y = p->row - fs->top;
	struct canvas c = fs->canvas;

	if (!place_is_open(fs, place) || y + p->rows <= 0 || y >= c.rows)
		return;
	if (damage & DAMAGE_SCREEN)
		draw_label(fs, place, canvas_part(c, y, p->col, 1, p->label));
	draw_value(fs, ui, place,
		   canvas_part(c, y, p->col + p->label, p->rows, p->width));
}

/* Who or what the number in the field is. */
static void
add_part(struct fieldset *fs, struct str *out, size_t field)
{
	const char *text = form_text(fs->form, field);
	json_t *rows = part_rows(fs->ticket, form_pick(fs->form, field));
	const json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
		if (*text && str_eq(json_string_value(json_array_get(row, 0)), text))
			str_addf(out, _("%s: %s"), text,
				 json_string_value(json_array_get(row, 1)));
	json_decref(rows);
}

/* A text that is cut where it stands. */
static void
add_cut(struct str *out, const char *label, const char *text, int cols)
{
	if (utf8_columns(text, strlen(text)) <= cols)
		return;
	if (out->len)
		str_add(out, "  ");
	str_addf(out, _("%s: %s"), label, text);
}

void
fieldset_whole(struct fieldset *fs, struct ui *ui, struct str *out)
{
	const struct place *p = fs->n ? &fs->places[fs->focus] : NULL;
	size_t field = fieldset_field(fs);
	const char *label, *text = fs->n ? form_text(fs->form, field) : "";

	if (!p || fs->fields[fs->focus] < 0 || fs->picker.open)
		return;
	label = form_label(fs->form, field);
	switch (form_field(fs->form, field)->type) {
	case FIELD_CODE:
		if (place_code_name(fs, ui, fs->focus))
			add_cut(out, label,
				ui_path(ui, form_pick(fs->form, field), text),
				p->width);
		break;
	case FIELD_CODES:
		if (fs->box < boxes_count(fs, ui, fs->focus))
			add_cut(out, label,
				boxes_cell(fs, ui, fs->focus, fs->box, "name"),
				p->width - 4);
		break;
	case FIELD_TEXT:
		if (fs->ticket && part_is_list(form_pick(fs->form, field)))
			add_part(fs, out, field);
		break;
	default:
		break;
	}
	if (!out->len && utf8_columns(label, strlen(label)) > p->label - 2)
		str_add(out, label);
}

static void
draw_list(struct fieldset *fs)
{
	const struct place *p = &fs->places[fs->focus];
	int y = p->row - fs->top, rows = fs->canvas.rows, below = rows - y - p->rows;
	int height = below >= y ? below : y, n, x;

	x = p->col < fs->canvas.cols - 48 ? p->col : fs->canvas.cols - 48;
	n = picker_rows(&fs->picker, fs->canvas.cols - x);
	if (height > n)
		height = n;
	picker_draw(&fs->picker,
		    canvas_part(fs->canvas, below >= y ? y + p->rows : y - height, x,
				height, fs->canvas.cols - x));
}

/* The boxes in focus, where they take more lines than their field has. */
static void
draw_open_boxes(struct fieldset *fs, struct ui *ui)
{
	const struct place *p = &fs->places[fs->focus];
	size_t field = fieldset_field(fs);
	int x, y = p->row - fs->top, rows;

	if (form_field(fs->form, field)->type != FIELD_CODES ||
	    form_mark(fs->form, field) != MARK_NONE)
		return;
	rows = place_boxes(fs, ui, fs->focus, p->width, boxes_count(fs, ui, fs->focus),
			   &x);
	rows = rows < p->rows ? p->rows : rows > p->rows ? rows + 1 : rows;
	if (y + rows > fs->canvas.rows)
		y = fs->canvas.rows - rows;
	if (y < 0)
		y = 0;
	draw_clear(canvas_part(fs->canvas, y, p->col + p->label, rows, p->width));
	if (rows > p->rows)
		draw_rule(canvas_part(fs->canvas, 0, p->col + p->label, fs->canvas.rows,
				      p->width),
			  y + rows - 1);
	draw_all_boxes(fs, ui, fs->focus,
		       canvas_part(fs->canvas, y, p->col + p->label, rows, p->width));
}

static int
last_row(const struct fieldset *fs)
{
	size_t i;
	int last = 0;

	for (i = 0; i < fs->n; i++)
		if (place_is_open(fs, i) &&
		    fs->places[i].row + fs->places[i].rows > last)
			last = fs->places[i].row + fs->places[i].rows;
	return last;
}

/* What the following pages ask, as whole labels; "..." for those without room. */
static void
add_following(const struct fieldset *fs, int rows, int cols, struct str *text)
{
	const char *label;
	size_t i, n = 0;
	int used;

	for (i = 0; i < fs->n; i++) {
		if (!place_is_open(fs, i) || fs->places[i].row < fs->top + rows)
			continue;
		label = form_label(fs->form, (size_t)fs->fields[i]);
		used = utf8_columns(str_text(text), text->len);
		if (used + utf8_columns(label, strlen(label)) + 6 > cols) {
			str_add(text, " ...");
			return;
		}
		str_addf(text, "%s%s", n++ ? " " : "", label);
	}
}

void
fieldset_page(const struct fieldset *fs, int rows, int cols, char *out, size_t size)
{
	struct str text = { 0 };
	int pages, page;

	out[0] = '\0';
	if (rows <= 0 || fs->n == 0)
		return;
	pages = (last_row(fs) + rows - 1) / rows;
	page = (fs->top + rows - 1) / rows;
	if (pages < 2)
		return;
	str_addf(&text, _(" page %d/%d"), page + 1, pages);
	if (page > 0)
		str_add(&text, _(" PgUp"));
	if (page + 1 < pages) {
		str_add(&text, _(" PgDn: "));
		add_following(fs, rows, cols, &text);
	}
	str_addc(&text, ' ');
	str_copy(out, size, str_text(&text));
	str_release(&text);
}

void
fieldset_draw(struct fieldset *fs, struct ui *ui, struct canvas c, unsigned damage)
{
	size_t i;

	fs->canvas = c;
	if (fs->n == 0)
		return;
	if (fieldset_turn(fs) && !(damage & DAMAGE_SCREEN)) {
		draw_clear(c);
		damage |= DAMAGE_SCREEN;
	}
	for (i = 0; i < fs->n; i++)
		if (damage & DAMAGE_SCREEN && i != fs->focus && fs->fields[i] >= 0)
			draw_place(fs, ui, i, damage);
	if (fs->fields[fs->focus] >= 0)
		draw_place(fs, ui, fs->focus, damage);
	if (fs->fields[fs->focus] >= 0)
		draw_open_boxes(fs, ui);
	if (fs->picker.open)
		draw_list(fs);
}
