/* fieldset_pick.c -- codes into fields: the list while typing, the look-up after leaving,
 * the boxes of several codes.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "query/pick.h"

#include "ui/part/fieldset.h"
#include "ui/part/fieldset_own.h"
#include "ui/part/prompt.h"

static const struct field *
focused(const struct fieldset *fs)
{
	return form_field(fs->form, fieldset_field(fs));
}

const char *
place_code_name(struct fieldset *fs, struct ui *ui, size_t place)
{
	size_t field = (size_t)fs->fields[place];
	const char *table = form_pick(fs->form, field),
		   *code = form_text(fs->form, field);
	const struct label *label;

	if (!*code)
		return NULL;
	label = state_find_label(ui_state(ui), table, code);
	return label ? label->name : NULL;
}

void
fieldset_learn(struct fieldset *fs, struct ui *ui)
{
	const char *code;
	size_t i;

	for (i = 0; i < form_count(fs->form); i++) {
		code = form_text(fs->form, i);
		if (form_field(fs->form, i)->type == FIELD_CODE && *code &&
		    utf8_columns(code, strlen(code)) == (int)strlen(code))
			(void)ui_label(ui, form_pick(fs->form, i), code);
	}
}

/* The number of one of the ticket's own; a word such as "all" gives way to it. */
static void
take_part(struct fieldset *fs, size_t field, const char *code)
{
	const char *old = form_text(fs->form, field);
	struct str both = { 0 };

	if (form_field(fs->form, field)->flags & FIELD_APPENDS && *old >= '0' &&
	    *old <= '9')
		str_addf(&both, "%s,%s", old, code);
	else
		str_add(&both, code);
	form_set(fs->form, field, str_text(&both));
	str_release(&both);
}

static void
accept(struct fieldset *fs, struct ui *ui, size_t place, const struct answer *answer,
       size_t row)
{
	size_t field = (size_t)fs->fields[place];
	const char *code = picker_read(answer, row, "code");

	if (form_field(fs->form, field)->type == FIELD_CODE) {
		ui_learn(ui, form_pick(fs->form, field), code,
			 picker_read(answer, row, "name"),
			 picker_read(answer, row, "path"));
		form_set(fs->form, field, code);
	} else if (part_is_list(form_pick(fs->form, field))) {
		take_part(fs, field, code);
	} else {
		form_set(fs->form, field, picker_read(answer, row, "name"));
	}
	form_set_fault(fs->form, field, "");
	if (place == fs->focus)
		fs->typing = false;
	if (fs->picked)
		fs->picked(fs, ui, field, answer, row);
	fieldset_follow(fs, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

static struct picking
picking(const struct fieldset *fs, size_t field, const char *table, const char *text)
{
	enum field_reach reach = form_field(fs->form, field)->reach;

	return (struct picking){ table,
				 reach == REACH_HOLDER	 ? fs->holder
				 : reach == REACH_ACTING ? fs->acting
							 : "",
				 text, fs->ticket };
}

/* -- the list ------------------------------------------------------------------------ */

bool
picker_start(struct fieldset *fs, struct ui *ui)
{
	size_t field = fieldset_field(fs);
	const char *table = form_pick(fs->form, field),
		   *text = form_text(fs->form, field);
	struct picking what;

	if (!*table || focused(fs)->type == FIELD_CODES) {
		ui_say(ui, FACE_WARN,
		       *table ? _("Space marks a box, arrows move.")
			      : _("There is no list for this field."));
		return true;
	}
	if (place_code_name(fs, ui, fs->focus) || part_is_list(table))
		text = "";
	fs->for_insert = false;
	what = picking(fs, field, table, text);
	picker_open(&fs->picker, ui, &what);
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

/* What may be inserted, one list after the other. */
static const struct {
	const char *table, *next;
} inserted[] = {
	{ "phrase", N_(" F7 knowledge ") },
	{ "knowledge", N_(" F7 phrases ") },
};

/* A number, a day or a code has a form of its own; so has what is chosen from a list. */
static bool
takes_words(const struct field *f)
{
	return f->type == FIELD_LONG ||
	       (f->type == FIELD_TEXT && str_empty(f->rule) && str_empty(f->pick));
}

unsigned
fieldset_place(const struct fieldset *fs)
{
	const struct field *f;
	unsigned place = PLACE_FORM;
	size_t i;

	for (i = 0; i < form_count(fs->form); i++) {
		f = form_field(fs->form, i);
		if (f->flags & FIELD_HIDDEN)
			continue;
		if (takes_words(f))
			place |= PLACE_WORDS;
		if (!str_empty(f->pick) && f->type != FIELD_CODES)
			place |= PLACE_CODES;
	}
	return place;
}

void
fieldset_insert(struct fieldset *fs, struct ui *ui)
{
	bool again = fs->picker.open && fs->for_insert;
	size_t i = again && str_eq(fs->picker.table, inserted[0].table);
	struct picking what = { inserted[i].table, "", "", NULL };

	if (!takes_words(focused(fs))) {
		ui_say(ui, FACE_WARN,
		       _("Phrases go into a text; this field has none."));
		return;
	}
	fs->for_insert = true;
	picker_open(&fs->picker, ui, &what);
	fs->picker.next = inserted[i].next;
	ui_damage(ui, DAMAGE_SCREEN);
}

void
picker_follow(struct fieldset *fs, struct ui *ui)
{
	const char *text = form_text(fs->form, fieldset_field(fs));

	if (!fs->for_insert && !str_eq(fs->picker.asked, text))
		picker_ask(&fs->picker, ui, text);
}

/* A phrase has its words in "extra" or in its name. */
static void
insert(struct fieldset *fs, size_t row)
{
	json_t *extra =
		json_loads(rows_named(fs->picker.answer.rows, row, "extra"), 0, NULL);
	const char *text = json_text(extra, "text");

	if (!*text)
		text = json_text(extra, "note");
	if (!*text)
		text = picker_cell(&fs->picker, row, "name");
	edit_insert(form_edit(fs->form, fieldset_field(fs)), text, strlen(text));
	json_decref(extra);
}

bool
picker_take(struct fieldset *fs, struct ui *ui)
{
	bool there = fs->picker.came && fs->picker.cursor < picker_count(&fs->picker);

	if (there && fs->for_insert)
		insert(fs, fs->picker.cursor);
	else if (there)
		accept(fs, ui, fs->focus, &fs->picker.answer, fs->picker.cursor);
	if (there)
		picker_close(&fs->picker, ui);
	else
		ui_say(ui, FACE_WARN,
		       fs->picker.answer.waiting
			       ? _("The list is still being asked for.")
			       : _("Nothing in the list matches: Esc closes it."));
	return there;
}

/* She types a code or its initials: Enter leaves the field, and leaving takes the first
 * candidate, also one that is still on its way. */
bool
picker_is_typing(const struct fieldset *fs)
{
	const char *text = form_text(fs->form, fieldset_field(fs));

	return !fs->for_insert && focused(fs)->type == FIELD_CODE && *text &&
	       str_eq(text, fs->picker.asked) && !fs->picker.moved;
}

/* While phrases are chosen, letters narrow the list and leave the text alone. */
static bool
narrow(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	struct picker *p = &fs->picker;
	char text[sizeof p->asked];
	size_t len;

	str_copy(text, sizeof text, p->asked);
	len = strlen(text);
	if (act == ACT_TEXT && key->code == K_TEXT)
		str_format(text, sizeof text, "%s%s", p->asked, key->text);
	else if (act == ACT_ERASE && len > 0)
		text[len - 1 -
		     (((unsigned char)text[len - 1] & 0xc0) == 0x80 ? 2 : 0)] = '\0';
	else
		return false;
	picker_ask(p, ui, text);
	ui_damage(ui, DAMAGE_PART);
	return true;
}

bool
picker_key(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	if (picker_act(&fs->picker, act)) {
		ui_damage(ui, DAMAGE_PART);
		return true;
	}
	if (act == ACT_BACK) {
		picker_close(&fs->picker, ui);
		return true;
	}
	if (act == ACT_OPEN && fs->picker.open_choice) {
		ui_say(ui, FACE_WARN,
		       _("Several are called “%s”: choose with the arrows."),
		       fs->picker.asked);
		return true;
	}
	return fs->for_insert && narrow(fs, ui, act, key);
}

void
picker_leave(struct fieldset *fs, struct ui *ui)
{
	const char *text = form_text(fs->form, fieldset_field(fs));
	bool code = focused(fs)->type == FIELD_CODE && !fs->for_insert;

	if (code && *text && picker_is_fresh(&fs->picker, text) &&
	    !fs->picker.open_choice &&
	    (fs->picker.moved || !place_code_name(fs, ui, fs->focus)))
		(void)picker_take(fs, ui);
	picker_close(&fs->picker, ui);
}

/* The first key typed into a field replaces the code that stands there, whether or not
 * its name has come; what was marked as a fault stays, to be mended. */
static bool
is_replaced(struct fieldset *fs, struct ui *ui, enum act act)
{
	size_t field = fieldset_field(fs);

	if (fs->typing) /* what she types may be a code on the way to a longer one */
		return false;
	if (place_code_name(fs, ui, fs->focus))
		return true;
	return act == ACT_TEXT && !form_fault(fs->form, field)[0];
}

bool
act_code(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	size_t field = fieldset_field(fs);
	struct edit *edit = form_edit(fs->form, field);
	bool replaced = is_replaced(fs, ui, act);

	if (act == ACT_UP || act == ACT_DOWN || act == ACT_OPEN)
		return false;
	if (replaced && (act == ACT_TEXT || act == ACT_ERASE || act == ACT_DELETE))
		form_set(fs->form, field, "");
	if (replaced && (act == ACT_ERASE || act == ACT_DELETE)) {
		ui_damage(ui, DAMAGE_PART);
		return true;
	}
	if (!edit_act(edit, act, key, 400))
		return false;
	fs->typing = true;
	if (act == ACT_TEXT && !fs->picker.open)
		picker_start(fs, ui);
	return true;
}

/* -- left before the answer ---------------------------------------------------------- */

static struct pending *
pending_at(const struct fieldset *fs, size_t place)
{
	size_t i;

	for (i = 0; i < fs->pending.n; i++)
		if (fs->pending.v[i]->place == place)
			return fs->pending.v[i];
	return NULL;
}

bool
look_up_left(struct fieldset *fs, struct ui *ui, size_t place)
{
	size_t field = (size_t)fs->fields[place];
	const char *text = form_text(fs->form, field);
	struct pending *p;
	struct picking what;

	if (form_field(fs->form, field)->type != FIELD_CODE || !*text ||
	    place_code_name(fs, ui, place) || form_fault(fs->form, field)[0])
		return false;
	p = pending_at(fs, place);
	if (!p) {
		p = xcalloc(1, sizeof *p);
		vec_push(&fs->pending, p);
	}
	p->place = place;
	str_copy(p->text, sizeof p->text, text);
	what = picking(fs, field, form_pick(fs->form, field), text);
	picker_look_up(ui, &p->answer, &what, "51");
	return true;
}

bool
code_is_offered(struct fieldset *fs, struct ui *ui, size_t field,
		const struct choice *choice)
{
	if (form_field(fs->form, field)->rule &&
	    !form_takes(fs->form, field, choice->code))
		return false;
	return !fs->offers || fs->offers(fs, ui, field, choice);
}

/* What cannot be chosen now is not in the list. */
static void
keep_offered(struct fieldset *fs, struct ui *ui, struct rows *rows, size_t field)
{
	struct choice choice;
	json_t *extra;
	size_t i;

	for (i = rows->n; i-- > 0;) {
		extra = json_loads(rows_named(rows, i, "extra"), 0, NULL);
		choice = (struct choice){ rows_named(rows, i, "code"), extra };
		if (!code_is_offered(fs, ui, field, &choice))
			rows_drop(rows, i);
		json_decref(extra);
	}
}

/* The code as it was typed, whatever its rule will say of it; else the first one of what
 * the list would have shown.  NULL: accepted; else why not, with a place for the text. */
static const char *
accept_left(struct fieldset *fs, struct ui *ui, const struct pending *p, size_t field)
{
	struct rows *rows = p->answer.rows;
	size_t i;
	int only;

	for (i = 0; rows && i < rows->n; i++)
		if (str_eq(picker_read(&p->answer, i, "code"), p->text)) {
			accept(fs, ui, p->place, &p->answer, i);
			return NULL;
		}
	if (rows)
		keep_offered(fs, ui, rows, field);
	if (!rows || rows->n == 0)
		return _("“%s” is not in the list: choose with F4.");
	if (picker_is_open_choice(form_pick(fs->form, field), &p->answer, p->text))
		return _("Several are called “%s”: choose with F4.");
	only = pick_only(rows, p->text);
	accept(fs, ui, p->place, &p->answer, only < 0 ? 0 : (size_t)only);
	return NULL;
}

static void
resolve(struct fieldset *fs, struct ui *ui, size_t at)
{
	struct pending *p = fs->pending.v[at];
	size_t field = (size_t)fs->fields[p->place];
	const char *why = NULL;
	char fault[200];

	vec_remove(&fs->pending, at);
	if (str_eq(form_text(fs->form, field), p->text))
		why = accept_left(fs, ui, p, field);
	if (why) {
		str_format(fault, sizeof fault, why, p->text);
		form_set_fault(fs->form, field, fault);
		ui_say(ui, FACE_BAD, "%s", fault);
	}
	ui_forget(ui, &p->answer);
	free(p);
	fieldset_keep_open(fs, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* What is suggested heads the list of units, the one that has the ticket ends it. */
static void
order_units(struct fieldset *fs, struct rows *rows)
{
	size_t i;

	for (i = 0; fs->first[0] && i < rows->n; i++)
		if (str_eq(rows_named(rows, i, "code"), fs->first))
			rows_move(rows, i, 0);
	for (i = 0; i < rows->n; i++)
		if (str_eq(rows_named(rows, i, "code"), fs->holder)) {
			rows_move(rows, i, rows->n - 1);
			return;
		}
}

static void
keep_picked(struct fieldset *fs, struct ui *ui)
{
	struct rows *rows = fs->picker.answer.rows;
	size_t field = fieldset_field(fs);

	if (fs->for_insert || !rows ||
	    form_field(fs->form, field)->type != FIELD_CODE ||
	    !str_eq(fs->picker.table, form_pick(fs->form, field)))
		return;
	keep_offered(fs, ui, rows, field);
	if (form_field(fs->form, field)->reach == REACH_HOLDER && !fs->picker.asked[0])
		order_units(fs, rows);
}

static void
learn_boxes(const struct boxes *b, struct ui *ui)
{
	const struct rows *rows = b->answer.rows;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		ui_learn(ui, b->table, rows_named(rows, i, "code"),
			 rows_named(rows, i, "name"), NULL);
}

bool
fieldset_event(struct fieldset *fs, struct ui *ui, const struct event *event)
{
	size_t i;

	if (!event->answer)
		return false;
	if (event->answer == &fs->picker.answer) {
		if (event->kind ==
		    EVENT_NO) { /* what stands here answered another text */
			rows_free(fs->picker.answer.rows);
			fs->picker.answer.rows = NULL;
		}
		picker_come(&fs->picker);
		keep_picked(fs, ui);
		picker_judge(&fs->picker);
		ui_damage(ui, DAMAGE_SCREEN);
		return true;
	}
	for (i = 0; i < fs->pending.n; i++)
		if (event->answer == &fs->pending.v[i]->answer) {
			if (!event->answer->waiting)
				resolve(fs, ui, i);
			return true;
		}
	for (i = 0; i < fs->boxes.n; i++)
		if (event->answer == &fs->boxes.v[i]->answer) {
			learn_boxes(fs->boxes.v[i], ui);
			fieldset_follow(fs, ui);
			ui_damage(ui, DAMAGE_SCREEN);
			if (fs->helped && ui_top(ui) == fs->owner)
				fieldset_help(fs, ui, fs->helped, fs->help_place);
			return true;
		}
	return false;
}

static bool
is_chosen(enum act act)
{
	return act == ACT_UP || act == ACT_DOWN || act == ACT_PAGE_UP ||
	       act == ACT_PAGE_DOWN;
}

static bool
is_leaving(enum act act)
{
	return act == ACT_OPEN || act == ACT_NEXT || act == ACT_PREV ||
	       act == ACT_SUBMIT || act == ACT_READ_BACK || act == ACT_BACK;
}

/* A code of a short table that was left is known at once, and what is asked for next may
 * hang on it; nobody waits for the names of the country. */
static bool
left_waits(const struct fieldset *fs)
{
	size_t i;

	for (i = 0; i < fs->pending.n; i++)
		if (table_is_short(form_pick(
			    fs->form, (size_t)fs->fields[fs->pending.v[i]->place])))
			return true;
	return false;
}

bool
fieldset_waits(const struct fieldset *fs, enum act act)
{
	const struct picker *p = &fs->picker;

	if (fs->n == 0)
		return false;
	if (p->open && !p->came && p->answer.waiting &&
	    (is_chosen(act) || (act == ACT_OPEN && !picker_is_typing(fs)) ||
	     (is_leaving(act) && table_is_short(p->table))))
		return true;
	if ((act == ACT_TEXT || act == ACT_LEFT || act == ACT_RIGHT) &&
	    boxes_wait(fs, fs->focus))
		return true;
	return fs->helped || asker_waits(fs) || left_waits(fs);
}

bool
fieldset_settle(struct fieldset *fs, struct ui *ui)
{
	size_t i;

	if (fs->picker.open)
		picker_leave(fs, ui);
	for (i = 0; i < fs->n; i++)
		if (fs->fields[i] >= 0 && !pending_at(fs, i))
			look_up_left(fs, ui, i);
	return fs->pending.n == 0;
}
