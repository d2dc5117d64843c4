/* fieldset_layout.c -- the place of every field and the page in view, computed from the hints of its row: fields
 * follow each other in the order of the table, each on a line of its own, beside the one
 * before it, or in the place of another that is never shown together with it.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fieldset_own.h"

enum { VALUE_LEAST = 10 }; /* columns that a long label leaves to its value */

/* A field keeps its place while another field decides whether it is shown; one that the
 * ticket or a code does not ask for has none. */
static bool
is_not_asked(const struct fieldset *fs, size_t field)
{
	const struct field *f = form_field(fs->form, field);

	return !form_shown(fs->form, field) && (f->flags & FIELD_ASKED || !f->shown);
}

static bool
has_place(const struct fieldset *fs, size_t field)
{
	return !(form_field(fs->form, field)->flags & FIELD_HIDDEN) &&
	       !is_not_asked(fs, field);
}

/* Columns of the label with its mark and a blank, as it is called in any kind of ticket. */
static int
label_columns(const struct field *f)
{
	const char *label = field_label(f, 0), *other = field_label(f, NEED_REPORT);
	int width = utf8_columns(label, strlen(label)),
	    wide = utf8_columns(other, strlen(other));

	return 2 + (wide > width ? wide : width);
}

/* Of the labels, so that the values stand below each other: as the widest, but at most two
 * fifths of a line, or of half a line where fields stand beside each other. */
static int
common_columns(const struct fieldset *fs, int cols)
{
	int most = 10, parts = 1, width;
	size_t i;

	for (i = 0; i < form_count(fs->form); i++) {
		if (form_field(fs->form, i)->flags & FIELD_HIDDEN)
			continue;
		width = label_columns(form_field(fs->form, i));
		most = width > most ? width : most;
		if (form_field(fs->form, i)->beside)
			parts = 2;
	}
	width = (cols + 1) / parts * 2 / 5;
	return most < width ? most : width;
}

static short
rows_of(const struct field *f)
{
	if (f->type == FIELD_LONG)
		return f->rows ? f->rows : 4;
	if (f->type == FIELD_CODES)
		return f->rows ? f->rows : 2;
	return 1;
}

/* The field that stands at the right of this one; 0: none. */
static size_t
right_of(const struct fieldset *fs, size_t field)
{
	size_t next = field + 1;

	while (next < fs->n && !has_place(fs, next))
		next++;
	return next < fs->n && form_field(fs->form, next)->beside ? next : 0;
}

/* From col on, with the label that is wider than the others or than them all. */
static void
put(struct fieldset *fs, size_t field, int col, int width)
{
	const struct field *f = form_field(fs->form, field);
	int label = label_columns(f), least = f->width ? f->width : VALUE_LEAST;

	if (label < fs->label)
		label = fs->label;
	if (label > width - least)
		label = width - least;
	fs->places[field].col = (short)col;
	fs->places[field].label = (short)label;
	fs->places[field].width = (short)(width - label);
}

/* The left one of two has half of the line, or what its value needs. */
static int
left_columns(const struct fieldset *fs, size_t field)
{
	const struct field *f = form_field(fs->form, field);
	int half = (fs->cols + 1) / 2, label = label_columns(f);

	label = label > fs->label ? label : fs->label;
	return f->width && label + f->width > half ? label + f->width : half;
}

/* On a line of its own or at the left of another; returns the row below. */
static short
put_line(struct fieldset *fs, size_t field, short row)
{
	size_t right = right_of(fs, field);
	int left = right ? left_columns(fs, field) : fs->cols;
	struct place *p = fs->places;

	p[field].row = row;
	put(fs, field, 0, left);
	if (!right)
		return (short)(row + p[field].rows);
	p[right].row = row;
	put(fs, right, left + 1, fs->cols - left - 1);
	return (short)(row +
		       (p[field].rows > p[right].rows ? p[field].rows : p[right].rows));
}

/* From where the other field stands to the end of the line; what stands beside it there
 * follows at once. */
static void
put_instead(struct fieldset *fs, size_t field, const struct field *f)
{
	const struct place *p = &fs->places[form_find(fs->form, f->instead)];
	size_t right = right_of(fs, field);
	int room = fs->cols - p->col, left = right ? label_columns(f) + f->width : room;

	fs->places[field].row = p->row;
	put(fs, field, p->col, left);
	if (!right)
		return;
	fs->places[right].row = p->row;
	put(fs, right, p->col + left, room - left);
}

void
fieldset_layout(struct fieldset *fs, int cols)
{
	const struct field *f;
	short row = 0;
	size_t i;

	free(fs->places);
	free(fs->fields);
	free(fs->tops);
	fs->n = form_count(fs->form);
	fs->places = xcalloc(fs->n + 1, sizeof *fs->places);
	fs->fields = xcalloc(fs->n + 1, sizeof *fs->fields);
	fs->tops = xcalloc(fs->n + 1, sizeof *fs->tops);
	fs->cols = cols;
	fs->label = common_columns(fs, cols);
	for (i = 0; i < fs->n; i++) {
		f = form_field(fs->form, i);
		fs->fields[i] = has_place(fs, i) ? (int)i : -1;
		fs->places[i].rows = rows_of(f);
		if (fs->fields[i] < 0)
			continue;
		if (f->instead)
			put_instead(fs, i, f);
		else if (!f->beside || fs->places[i].width == 0)
			row = put_line(fs, i, row);
	}
}

bool
fieldset_is_outdated(const struct fieldset *fs)
{
	size_t i;

	for (i = 0; i < fs->n; i++)
		if (has_place(fs, i) != (fs->fields[i] >= 0))
			return true;
	return false;
}

/* By whole pages, so that what is near stays where it is. */
bool
fieldset_turn(struct fieldset *fs)
{
	const struct place *p = &fs->places[fs->focus];
	int top = fs->top, rows = fs->canvas.rows;

	if (rows <= 0)
		return false;
	if (p->row < top || p->row + p->rows > top + rows)
		top = p->row < rows && p->row + p->rows <= rows ? 0
								: p->row / rows * rows;
	if (p->row + p->rows > top + rows)
		top = p->row + p->rows - rows;
	if (p->row < top)
		top = p->row;
	if (top == fs->top)
		return false;
	fs->top = top;
	return true;
}
