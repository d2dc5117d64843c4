/* fieldset_boxes.c -- tables held whole: for the boxes of several codes, the fields a code
 * asks for, and the values listed by the help.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/part/fieldset.h"
#include "ui/part/fieldset_own.h"

static struct boxes *
boxes_of_table(struct fieldset *fs, struct ui *ui, const char *table)
{
	struct boxes *b;
	size_t i;

	for (i = 0; i < fs->boxes.n; i++)
		if (str_eq(fs->boxes.v[i]->table, table))
			return fs->boxes.v[i];
	b = xcalloc(1, sizeof *b);
	str_copy(b->table, sizeof b->table, table);
	vec_push(&fs->boxes, b);
	ui_ask(ui, &b->answer, "codes", json_pack("{s:s}", "table", table), NULL);
	return b;
}

static struct boxes *
boxes_of(struct fieldset *fs, struct ui *ui, size_t place)
{
	return boxes_of_table(fs, ui, form_pick(fs->form, (size_t)fs->fields[place]));
}

static bool
table_waits(const struct fieldset *fs, const char *table)
{
	size_t i;

	for (i = 0; i < fs->boxes.n; i++)
		if (str_eq(fs->boxes.v[i]->table, table))
			return !fs->boxes.v[i]->answer.rows &&
			       fs->boxes.v[i]->answer.waiting;
	return false;
}

bool
boxes_wait(const struct fieldset *fs, size_t place)
{
	size_t field = (size_t)fs->fields[place];

	return fs->fields[place] >= 0 &&
	       form_field(fs->form, field)->type == FIELD_CODES &&
	       table_waits(fs, form_pick(fs->form, field));
}

bool
asker_waits(const struct fieldset *fs)
{
	size_t i;

	for (i = 0; i < form_count(fs->form); i++)
		if (form_field(fs->form, i)->flags & FIELD_ASKER &&
		    *form_text(fs->form, i) && table_waits(fs, form_pick(fs->form, i)))
			return true;
	return false;
}

/* Neither one of the whole country, nor no table of codes. */
bool
table_is_short(const char *table)
{
	return *table && !str_eq(table, "unit") && !str_eq(table, "division") &&
	       !str_eq(table, "trader");
}

static bool
has_values(const struct fieldset *fs)
{
	enum field_type type;

	if (!fs->n || fs->fields[fs->focus] < 0)
		return false;
	type = form_field(fs->form, fieldset_field(fs))->type;
	return (type == FIELD_CODE || type == FIELD_CODES) &&
	       table_is_short(form_pick(fs->form, fieldset_field(fs)));
}

void
values_ask(struct fieldset *fs, struct ui *ui)
{
	fs->helped = NULL;
	if (has_values(fs))
		(void)boxes_of(fs, ui, fs->focus);
}

/* One a line, as far as a person can read them through; nothing where there are none, or
 * thousands. */
static void
add_values(struct fieldset *fs, struct ui *ui, struct str *out)
{
	enum { MOST = 100 };
	const struct boxes *b;
	size_t field = fieldset_field(fs), i, n = 0;
	struct choice choice;
	const char *name;
	json_t *extra;
	bool offered;

	if (!has_values(fs))
		return;
	b = boxes_of(fs, ui, fs->focus);
	for (i = 0; b->answer.rows && i < b->answer.rows->n && n < MOST; i++) {
		extra = json_loads(rows_named(b->answer.rows, i, "extra"), 0, NULL);
		choice =
			(struct choice){ rows_named(b->answer.rows, i, "code"), extra };
		name = rows_named(b->answer.rows, i, "name");
		offered = code_is_offered(fs, ui, field, &choice);
		json_decref(extra);
		if (!offered)
			continue;
		if (n++ == 0)
			str_add(out, _("\nIts values:"));
		if (picker_is_word(choice.code))
			str_addf(out, "\n  %s", name);
		else
			str_addf(out, "\n  %s  %s", choice.code, name);
	}
	if (n == MOST)
		str_add(out, _("\n  … F4 has them all"));
}

void
fieldset_help(struct fieldset *fs, struct ui *ui, const struct action *action,
	      unsigned place)
{
	const struct boxes *b = has_values(fs) ? boxes_of(fs, ui, fs->focus) : NULL;
	struct str text = { 0 };

	fs->helped = b && !b->answer.rows && b->answer.waiting ? action : NULL;
	fs->help_place = place;
	if (fs->helped)
		return;
	fact_help(&text, action, form_count(fs->form) ? fs->form : NULL,
		  fieldset_field(fs));
	add_values(fs, ui, &text);
	ui_open(ui, "help",
		&(struct opening){ .text = str_text(&text), .place = place });
	str_release(&text);
}

void
boxes_ask(struct fieldset *fs, struct ui *ui)
{
	size_t i;

	for (i = 0; i < form_count(fs->form); i++)
		if (form_field(fs->form, i)->flags & FIELD_ASKER)
			(void)boxes_of_table(fs, ui, form_pick(fs->form, i));
}

/* Until the table is here nothing else is asked for, so that nothing jumps. */
const json_t *
code_extra(void *arg, const char *table, const char *code)
{
	struct fieldset *fs = arg;
	struct boxes *b = NULL;
	const char *text = NULL;
	size_t i;

	for (i = 0; i < fs->boxes.n; i++)
		if (str_eq(fs->boxes.v[i]->table, table))
			b = fs->boxes.v[i];
	if (!b || (!b->answer.rows && !b->answer.waiting))
		return NULL;
	for (i = 0; b->answer.rows && i < b->answer.rows->n; i++)
		if (str_eq(rows_named(b->answer.rows, i, "code"), code))
			text = rows_named(b->answer.rows, i, "extra");
	if (!text && b->answer.rows)
		return NULL;
	json_decref(b->extra);
	b->extra = text ? json_loads(text, 0, NULL) : json_object();
	return b->extra;
}

size_t
boxes_count(struct fieldset *fs, struct ui *ui, size_t place)
{
	const struct boxes *b = boxes_of(fs, ui, place);

	return b->answer.rows ? b->answer.rows->n : 0;
}

const char *
boxes_cell(struct fieldset *fs, struct ui *ui, size_t place, size_t box,
	   const char *what)
{
	const struct boxes *b = boxes_of(fs, ui, place);

	return b->answer.rows && box < b->answer.rows->n
		       ? rows_named(b->answer.rows, box, what)
		       : "";
}

/* Where the code stands among the commas; NULL: it does not. */
static const char *
find_code(const char *all, const char *code)
{
	size_t len = strlen(code), n;

	for (; *all; all += n + (all[n] == ',')) {
		n = strcspn(all, ",");
		if (n == len && strncmp(all, code, n) == 0)
			return all;
	}
	return NULL;
}

bool
boxes_is_on(const struct fieldset *fs, size_t field, const char *code)
{
	return *code && find_code(form_text(fs->form, field), code);
}

/* The codes stay in the order of the boxes, whatever the order of marking. */
static void
toggle(struct fieldset *fs, struct ui *ui, size_t box)
{
	size_t field = fieldset_field(fs), i, n = boxes_count(fs, ui, fs->focus);
	struct str all = { 0 };

	for (i = 0; i < n; i++) {
		const char *code = boxes_cell(fs, ui, fs->focus, i, "code");

		if (boxes_is_on(fs, field, code) == (i == box))
			continue;
		if (all.len)
			str_addc(&all, ',');
		str_add(&all, code);
	}
	form_set(fs->form, field, str_text(&all));
	str_release(&all);
}

/* Space or x marks the box under the cursor, a digit its box, initials find one. */
bool
boxes_type(struct fieldset *fs, struct ui *ui, const char *text)
{
	size_t n = boxes_count(fs, ui, fs->focus), i, box = fs->box;

	if (text[0] >= '1' && text[0] <= '9' && (size_t)(text[0] - '1') < n)
		box = (size_t)(text[0] - '1');
	else if (!str_eq(text, " ") && !str_eq(text, "x")) {
		for (i = 1; i <= n; i++) {
			box = (fs->box + i) % n;
			if (str_starts(boxes_cell(fs, ui, fs->focus, box, "initials"),
				       text))
				break;
		}
		fs->box = i <= n ? box : fs->box;
		return i <= n;
	}
	fs->box = box;
	toggle(fs, ui, box);
	return true;
}
