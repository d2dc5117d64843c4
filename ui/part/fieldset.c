/* fieldset.c -- focus, typing, leaving.
 * 1. Leaving never blocks: a wrong value is marked and stays as typed.
 * 2. Text in a code field is a code with a known name, or becomes one by the list or by a
 *    look-up after leaving (pending), or is marked as a fault.
 */
#include "ui/part/fieldset.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/editor.h"
#include "ui/part/fieldset_own.h"
#include "ui/part/prompt.h"

/* -- making -------------------------------------------------------------------------- */

/* What a rule may ask: is there such a code?  Unknown here is not wrong. */
static bool
code_is_known(void *fs, const char *table, const char *code)
{
	const struct ui *ui = ((const struct fieldset *)fs)->ui;
	const struct label *label = state_find_label(ui_state(ui), table, code);

	return !label || !label->missing;
}

void
fieldset_init(struct fieldset *fs, struct ui *ui)
{
	struct rule_context ctx = *form_context(fs->form);

	fs->ui = ui;
	ctx.known = code_is_known;
	ctx.extra = code_extra;
	ctx.arg = fs;
	form_set_context(fs->form, ctx);
	boxes_ask(fs, ui);
	fieldset_layout(fs, 76);
	fieldset_learn(fs, ui);
	while (fs->focus + 1 < fs->n && !place_is_open(fs, fs->focus))
		fs->focus++;
	values_ask(fs, ui);
}

void
fieldset_release(struct fieldset *fs, struct ui *ui)
{
	size_t i;

	picker_close(&fs->picker, ui);
	for (i = 0; i < fs->pending.n; i++) {
		ui_forget(ui, &fs->pending.v[i]->answer);
		free(fs->pending.v[i]);
	}
	for (i = 0; i < fs->boxes.n; i++) {
		ui_forget(ui, &fs->boxes.v[i]->answer);
		json_decref(fs->boxes.v[i]->extra);
		free(fs->boxes.v[i]);
	}
	vec_release(&fs->pending);
	vec_release(&fs->boxes);
	free(fs->places);
	free(fs->fields);
	free(fs->tops);
	*fs = (struct fieldset){ 0 };
}

/* -- focus --------------------------------------------------------------------------- */

bool
place_is_open(const struct fieldset *fs, size_t place)
{
	return place < fs->n && fs->fields[place] >= 0 &&
	       form_shown(fs->form, (size_t)fs->fields[place]);
}

size_t
fieldset_field(const struct fieldset *fs)
{
	return fs->n && fs->fields[fs->focus] >= 0 ? (size_t)fs->fields[fs->focus] : 0;
}

static void
leave(struct fieldset *fs, struct ui *ui)
{
	size_t field = fieldset_field(fs);

	form_set_wall(fs->form, ui_now(ui).wall + ui_state(ui)->offset);
	if (fs->picker.open)
		picker_leave(fs, ui);
	if (!look_up_left(fs, ui, fs->focus) &&
	    form_leave(fs->form, field, NULL) != DONE)
		ui_say(ui, FACE_BAD, "%s", form_fault(fs->form, field));
	if (fs->left)
		fs->left(fs, ui, field);
	fieldset_follow(fs, ui);
}

/* After leave(): what is shown may have changed by it. */
static void
go_to(struct fieldset *fs, struct ui *ui, size_t place)
{
	fs->focus = place;
	fs->box = 0;
	fs->typing = false;
	values_ask(fs, ui);
	if (fieldset_fault(fs)[0])
		ui_say(ui, FACE_BAD, "%s", fieldset_fault(fs));
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
step(struct fieldset *fs, struct ui *ui, size_t by)
{
	size_t place = fs->focus, i;

	leave(fs, ui);
	for (i = 0; i < fs->n; i++) {
		place = (place + by) % fs->n;
		if (place_is_open(fs, place)) {
			go_to(fs, ui, place);
			return true;
		}
	}
	return true;
}

/* The nearest open place in the rows above or below. */
static bool
step_row(struct fieldset *fs, struct ui *ui, int down)
{
	const struct place *here = &fs->places[fs->focus], *p;
	size_t i, best = fs->n;
	int far, nearest = 1 << 30;

	leave(fs, ui);
	for (i = 0; i < fs->n; i++) {
		p = &fs->places[i];
		if (!place_is_open(fs, i) || (p->row - here->row) * down <= 0)
			continue;
		far = (p->row - here->row) * down * 1000 +
		      (p->col > here->col ? p->col - here->col : here->col - p->col);
		if (far < nearest) {
			nearest = far;
			best = i;
		}
	}
	if (best < fs->n)
		go_to(fs, ui, best);
	return true;
}

/* Down: the first field that is not wholly in view above the lower edge; up: the first of
 * those that a page back shows. */
static bool
is_beyond(const struct fieldset *fs, size_t place, int down)
{
	const struct place *p = &fs->places[place];
	int high = fs->canvas.rows;

	if (!place_is_open(fs, place))
		return false;
	if (down > 0)
		return p->row + p->rows > fs->top + high;
	return p->row < fs->top && p->row >= fs->top - high;
}

/* A field that a page cuts in two begins the next one. */
static bool
step_page(struct fieldset *fs, struct ui *ui, int down)
{
	size_t i, best = fs->n;

	if (fs->canvas.rows <= 0)
		return true;
	leave(fs, ui);
	(void)fieldset_turn(fs);
	for (i = 0; i < fs->n; i++)
		if (is_beyond(fs, i, down) &&
		    (best == fs->n || fs->places[i].row < fs->places[best].row))
			best = i;
	if (best == fs->n)
		return true;
	if (down > 0 && fs->places[best].row < fs->top + fs->canvas.rows)
		fs->top = fs->places[best].row;
	go_to(fs, ui, best);
	return true;
}

void
fieldset_keep_open(struct fieldset *fs, struct ui *ui)
{
	size_t i;

	for (i = 0; i < fs->n && !place_is_open(fs, fs->focus); i++)
		fs->focus = (fs->focus + 1) % fs->n;
	if (i == 0)
		return;
	fs->typing = false;
	ui_damage(ui, DAMAGE_SCREEN);
}

/* Another code asks for other facts: only then do fields change their place. */
void
fieldset_follow(struct fieldset *fs, struct ui *ui)
{
	if (!fieldset_is_outdated(fs))
		return;
	fieldset_layout(fs, fs->cols);
	fieldset_keep_open(fs, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

void
fieldset_focus(struct fieldset *fs, struct ui *ui, size_t field)
{
	size_t i;

	for (i = 0; i < fs->n; i++)
		if (fs->fields[i] == (int)field) {
			if (fs->picker.open)
				picker_leave(fs, ui);
			fs->focus = i;
			fs->box = 0;
			fs->typing = false;
			values_ask(fs, ui);
			ui_damage(ui, DAMAGE_SCREEN);
			return;
		}
}

void
fieldset_judge(struct fieldset *fs, struct ui *ui)
{
	size_t i;

	for (i = 0; i < fs->n; i++)
		if (fs->fields[i] >= 0 && place_is_open(fs, i) &&
		    !look_up_left(fs, ui, i))
			(void)form_judge(fs->form, (size_t)fs->fields[i]);
}

const char *
fieldset_fault(const struct fieldset *fs)
{
	return form_fault(fs->form, fieldset_field(fs));
}

static bool act_typed(struct fieldset *, struct ui *, enum act, const struct key *);

/* -- typing, by type of field -------------------------------------------------------- */

static void go_to(struct fieldset *, struct ui *, size_t place);
static void leave(struct fieldset *, struct ui *);

/* Text that no box takes is meant for the next field of text. */
static bool
type_next(struct fieldset *fs, struct ui *ui, const struct key *key)
{
	enum field_type type;
	size_t place;

	for (place = fs->focus + 1; place < fs->n; place++) {
		if (!place_is_open(fs, place))
			continue;
		type = form_field(fs->form, (size_t)fs->fields[place])->type;
		if (type == FIELD_TEXT || type == FIELD_LONG)
			break;
	}
	if (place >= fs->n)
		return false;
	leave(fs, ui);
	go_to(fs, ui, place);
	ui_say(ui, FACE_WARN, _("A box takes no text: it goes into %s."),
	       form_label(fs->form, fieldset_field(fs)));
	edit_move(form_edit(fs->form, fieldset_field(fs)), EDIT_BOTTOM, 400);
	return act_typed(fs, ui, ACT_TEXT, key);
}

static bool
act_flag(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	size_t field = fieldset_field(fs);
	bool yes = str_eq(form_text(fs->form, field), "true");

	if (act == ACT_ERASE || act == ACT_DELETE)
		form_set(fs->form, field, "");
	else if (act != ACT_TEXT)
		return false;
	else if (key->code != K_TEXT)
		return type_next(fs, ui, key);
	else if (str_eq(key->text, " "))
		form_set(fs->form, field, yes ? "false" : "true");
	else if (strchr("yYxX", key->text[0]))
		form_set(fs->form, field, "true");
	else if (strchr("nN-", key->text[0]))
		form_set(fs->form, field, "false");
	else
		return type_next(fs, ui, key);
	return true;
}

/* A letter that begins no box is a slip, all else is text. */
static bool
box_refuses(struct fieldset *fs, struct ui *ui, const struct key *key)
{
	bool letter = key->code == K_TEXT && (unsigned char)key->text[0] < 0x80;

	if (letter)
		ui_say(ui, FACE_WARN,
		       _("No box begins with %s; Space marks a box, arrows move."),
		       key->text);
	return letter || type_next(fs, ui, key);
}

static bool
act_boxes(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	size_t n = boxes_count(fs, ui, fs->focus);

	if (n == 0)
		return false;
	if (act == ACT_LEFT)
		fs->box = (fs->box + n - 1) % n;
	else if (act == ACT_RIGHT)
		fs->box = (fs->box + 1) % n;
	else if (act == ACT_ERASE || act == ACT_DELETE)
		form_set(fs->form, fieldset_field(fs), "");
	else if (act != ACT_TEXT)
		return false;
	else if (key->code != K_TEXT || !boxes_type(fs, ui, key->text))
		return box_refuses(fs, ui, key);
	return true;
}

static bool
act_long(struct fieldset *fs, enum act act, const struct key *key)
{
	const struct place *p = &fs->places[fs->focus];
	struct canvas size = { 0, 0, p->rows, p->width };

	if ((act == ACT_PAGE_UP || act == ACT_PAGE_DOWN) &&
	    edit_wrap(form_text(fs->form, fieldset_field(fs)),
		      strlen(form_text(fs->form, fieldset_field(fs))), p->width, NULL,
		      0) <= (size_t)p->rows)
		return false; /* all of it is seen: the page of the form is meant */
	return editor_act(form_edit(fs->form, fieldset_field(fs)), act, key, size);
}

static bool
act_typed(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	size_t field = fieldset_field(fs);

	switch (form_field(fs->form, field)->type) {
	case FIELD_FLAG:
		return act_flag(fs, ui, act, key);
	case FIELD_CODES:
		return act_boxes(fs, ui, act, key);
	case FIELD_LONG:
		return act_long(fs, act, key);
	case FIELD_CODE:
		return act_code(fs, ui, act, key);
	default:
		if (act == ACT_UP || act == ACT_DOWN || act == ACT_OPEN)
			return false;
		return edit_act(form_edit(fs->form, field), act, key, 400);
	}
}

static void
next_mark(struct fieldset *fs, struct ui *ui)
{
	size_t field = fieldset_field(fs);
	enum form_mark mark = form_mark(fs->form, field);

	form_set_mark(fs->form, field,
		      mark == MARK_NONE	     ? MARK_UNKNOWN
		      : mark == MARK_UNKNOWN ? MARK_DECLINED
					     : MARK_NONE);
	form_set_fault(fs->form, field, "");
	if (form_mark(fs->form, field) != MARK_NONE && form_needs(fs->form, field) &&
	    !(form_field(fs->form, field)->flags & FIELD_MAY_DECLINE))
		ui_say(ui, FACE_WARN,
		       _("The law asks for this; neither unknown nor declined "
			 "answers it."));
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
act_move(struct fieldset *fs, struct ui *ui, enum act act)
{
	switch (act) {
	case ACT_NEXT:
	case ACT_OPEN:
		return step(fs, ui, 1);
	case ACT_PREV:
		return step(fs, ui, fs->n - 1);
	case ACT_UP:
		return step_row(fs, ui, -1);
	case ACT_DOWN:
		return step_row(fs, ui, 1);
	case ACT_PAGE_UP:
		return step_page(fs, ui, -1);
	case ACT_PAGE_DOWN:
		return step_page(fs, ui, 1);
	case ACT_UNKNOWN:
		next_mark(fs, ui);
		return true;
	case ACT_PICK:
		return picker_start(fs, ui);
	default:
		return false;
	}
}

static bool
say_no_text(struct ui *ui)
{
	ui_say(ui, FACE_WARN, _("No text goes into this field; F1 says what does."));
	return true;
}

/* What did not go in is never dropped in silence. */
static void
say_full(const struct fieldset *fs, struct ui *ui, const struct key *key, size_t chars)
{
	const struct field *field = form_field(fs->form, fieldset_field(fs));
	const char *text = key->code == K_PASTE ? key->paste : key->text;
	size_t now = edit_chars(form_edit(fs->form, fieldset_field(fs)));

	if (field->type != FIELD_TEXT && field->type != FIELD_LONG)
		return;
	if (now >= field_max(field) && now - chars < utf8_count(text, strlen(text)))
		ui_say(ui, FACE_WARN,
		       _("The field is full (%zu characters); %zu did not go in."),
		       field_max(field),
		       utf8_count(text, strlen(text)) - (now - chars));
}

bool
fieldset_act(struct fieldset *fs, struct ui *ui, enum act act, const struct key *key)
{
	unsigned before = form_version(fs->form);
	enum field_type type;
	size_t chars, before_field;
	bool empty;

	if (!fs->n)
		return false;
	if (fs->picker.open && picker_key(fs, ui, act, key))
		return true;
	if (fs->picker.open && act == ACT_OPEN && !picker_is_typing(fs))
		return picker_take(fs, ui) && !fs->for_insert ? step(fs, ui, 1) : true;
	empty = !*form_text(fs->form, fieldset_field(fs));
	chars = edit_chars(form_edit(fs->form, fieldset_field(fs)));
	before_field = fieldset_field(fs);
	if (!act_typed(fs, ui, act, key))
		return act == ACT_TEXT ? say_no_text(ui) : act_move(fs, ui, act);
	if (act == ACT_TEXT && before_field == fieldset_field(fs))
		say_full(fs, ui, key, chars);
	if (form_version(fs->form) != before && fieldset_fault(fs)[0]) {
		form_set_fault(fs->form, fieldset_field(fs), "");
		ui_damage(ui, DAMAGE_SCREEN);
	}
	if (empty != !*form_text(fs->form, fieldset_field(fs)))
		ui_damage(ui, DAMAGE_SCREEN); /* what is missing has changed */
	if (fs->picker.open)
		picker_follow(fs, ui);
	type = form_field(fs->form, fieldset_field(fs))->type;
	/* on a code hangs what the form is called and what it asks */
	ui_damage(ui, type == FIELD_CODES || type == FIELD_FLAG ||
				      (type == FIELD_CODE &&
				       form_version(fs->form) != before)
			      ? DAMAGE_SCREEN
			      : DAMAGE_PART);
	return true;
}
