/* form/form.c -- the texts, marks and faults of a form's fields.
 *
 * 1. Only the field's own rule changes typed text, on leaving the field, as an undo step; a
 *    fault leaves the text alone.
 * 2. A mark (unknown, declined) counts only while its field is empty.
 * 3. A field that is not shown is neither required nor in the payload, but stays in
 *    the draft: it may come back. */
#include "form/form.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include "model/ticket.h"

#include "rule_pick.h"
#include "stamp.h"

struct entry {
	struct edit *edit;
	enum form_mark mark;
	char *fault, *loaded; /* NULL: none */
	char *asked; /* what she was asked about last; NULL: nothing */
	char pick[48];
	bool left_out;
};

struct form {
	const struct field *fields;
	size_t n;
	struct entry *entries;
	struct rule_context ctx;
	struct str kill; /* cut in one field, put back in any */
	unsigned marks; /* how often a mark changed */
};

static const char *const mark_names[] = {
	[MARK_NONE] = "",
	[MARK_UNKNOWN] = "unknown",
	[MARK_DECLINED] = "declined",
};

_Static_assert(NEED_COMPLAINT == 1u << KIND_COMPLAINT &&
		       NEED_REPORT == 1u << KIND_REPORT &&
		       NEED_ENQUIRY == 1u << KIND_ENQUIRY,
	       "the flags of need follow the kinds");

struct form *
form_new(const struct field *fields, size_t nfields)
{
	struct form *form = xcalloc(1, sizeof *form);
	size_t i;

	form->fields = fields;
	form->n = nfields;
	form->entries = xcalloc(nfields + 1, sizeof *form->entries);
	for (i = 0; i < nfields; i++) {
		form->entries[i].edit = edit_new(field_max(&fields[i]),
						 fields[i].type != FIELD_LONG ? 1
						 : fields[i].rows ? fields[i].rows
								  : 4);
		edit_share(form->entries[i].edit, &form->kill);
		if (!str_empty(fields[i].fill))
			form_set(form, i, _(fields[i].fill));
	}
	return form;
}

void
form_free(struct form *form)
{
	size_t i;

	if (!form)
		return;
	for (i = 0; i < form->n; i++) {
		edit_free(form->entries[i].edit);
		free(form->entries[i].fault);
		free(form->entries[i].asked);
		free(form->entries[i].loaded);
	}
	free(form->entries);
	str_wipe(&form->kill);
	free(form);
}

size_t
form_count(const struct form *form)
{
	return form->n;
}

const struct field *
form_field(const struct form *form, size_t i)
{
	return &form->fields[i];
}

int
form_find(const struct form *form, const char *name)
{
	size_t i;

	for (i = 0; i < form->n; i++)
		if (str_eq(form->fields[i].name, name))
			return (int)i;
	return -1;
}

const char *
form_text(const struct form *form, size_t i)
{
	return edit_text(form->entries[i].edit);
}

const char *
form_named(const struct form *form, const char *name)
{
	int i = form_find(form, name);

	return i < 0 ? "" : form_text(form, (size_t)i);
}

/* The kind decides what is required; an unknown one requires nothing yet.  A mark that
 * was made under another kind is judged anew. */
static void
follow_kind(struct form *form, size_t i)
{
	bool known;
	enum kind kind;
	uint32_t before = form->ctx.need;

	if (!(form->fields[i].flags & FIELD_KIND))
		return;
	kind = kind_named(form_text(form, i), &known);
	form->ctx.need = known ? 1u << kind : 0;
	for (i = 0; before != form->ctx.need && i < form->n; i++)
		if (form->entries[i].fault && !(form->fields[i].flags & FIELD_KIND))
			(void)form_judge(form, i);
}

void
form_set(struct form *form, size_t i, const char *text)
{
	edit_set(form->entries[i].edit, text ? text : "");
	follow_kind(form, i);
}

void
form_clear(struct form *form)
{
	size_t i;

	for (i = 0; i < form->n; i++) {
		form_set(form, i, "");
		form_set_mark(form, i, MARK_NONE);
		form_set_fault(form, i, "");
	}
}

struct edit *
form_edit(struct form *form, size_t i)
{
	return form->entries[i].edit;
}

enum form_mark
form_mark(const struct form *form, size_t i)
{
	const struct entry *e = &form->entries[i];

	return edit_len(e->edit) ? MARK_NONE : e->mark;
}

void
form_set_mark(struct form *form, size_t i, enum form_mark mark)
{
	struct entry *e = &form->entries[i];

	if (mark != MARK_NONE)
		edit_put(e->edit, "");
	if (e->mark != mark)
		form->marks++;
	e->mark = mark;
}

bool
form_shown(const struct form *form, size_t i)
{
	const struct field *f = &form->fields[i];

	if (form->entries[i].left_out ||
	    (f->flags & FIELD_ASKED && form_asks(form, f->name) == ASKS_NOT))
		return false;
	return !f->shown || f->shown(form);
}

void
form_leave_out(struct form *form, size_t i, bool left_out)
{
	form->entries[i].left_out = left_out;
}

static bool
kind_needs(const struct form *form, const struct field *f)
{
	if ((f->flags & NEED_ALWAYS) == NEED_ALWAYS)
		return form->ctx.need != 0;
	return f->flags & form->ctx.need && !form_presses(form);
}

bool
form_needs(const struct form *form, size_t i)
{
	const struct field *f = &form->fields[i];

	if (form->ctx.partial || !form_shown(form, i))
		return false;
	return kind_needs(form, f) || (f->needed && f->needed(form)) ||
	       (f->flags & FIELD_ASKED && form_asks(form, f->name) == ASKS_NEEDS);
}

const char *
form_label(const struct form *form, size_t i)
{
	return field_label(&form->fields[i], form->ctx.need);
}

const char *
form_pick(struct form *form, size_t i)
{
	struct entry *e = &form->entries[i];

	rule_pick(e->pick, sizeof e->pick, &form->fields[i], &form->ctx);
	return e->pick;
}

void
form_set_wall(struct form *form, int64_t wall)
{
	form->ctx.wall = wall;
}

void
form_set_context(struct form *form, struct rule_context ctx)
{
	size_t i;

	form->ctx = ctx;
	for (i = 0; i < form->n; i++)
		if (*form_text(form, i))
			follow_kind(form, i);
}

const struct rule_context *
form_context(const struct form *form)
{
	return &form->ctx;
}

const char *
form_fault(const struct form *form, size_t i)
{
	return form->entries[i].fault ? form->entries[i].fault : "";
}

void
form_set_fault(struct form *form, size_t i, const char *text)
{
	char *fault = str_empty(text) ? NULL : xstrdup(text);

	free(form->entries[i].fault);
	form->entries[i].fault = fault;
}

enum verdict
form_judge(struct form *form, size_t i)
{
	struct str text = { 0 };
	struct err why = { 0 };
	enum verdict v = DONE;

	if (form_shown(form, i) && edit_len(form->entries[i].edit)) {
		str_set(&text, form_text(form, i));
		v = rule_apply(&form->fields[i], &form->ctx, &text, &why);
	}
	form_set_fault(form, i, v == DONE ? "" : why.text);
	str_wipe(&text);
	return v;
}

enum verdict
form_leave(struct form *form, size_t i, struct err *err)
{
	struct entry *e = &form->entries[i];
	struct str text = { 0 };
	struct err why = { 0 };
	char question[sizeof why.text];
	enum verdict v;

	if (!edit_len(e->edit) && e->mark == MARK_NONE && form_needs(form, i) &&
	    !str_empty(form->fields[i].fill))
		edit_put(e->edit, _(form->fields[i].fill));
	str_set(&text, edit_text(e->edit));
	v = rule_apply(&form->fields[i], &form->ctx, &text, &why);
	if (v == DONE || why.ask)
		edit_put(e->edit, str_text(&text));
	if (why.ask) { /* once; what the ticket has is not asked about */
		if (str_eq(e->asked, text.s) || str_eq(e->loaded, text.s))
			v = DONE;
		free(e->asked);
		e->asked = xstrdup(text.s);
	}
	follow_kind(form, i);
	str_wipe(&text);
	if (v != DONE && why.ask) {
		str_copy(question, sizeof question, why.text);
		str_format(why.text, sizeof why.text, _("%s Entered again, it stands."),
			   question);
	}
	form_set_fault(form, i, v == DONE ? "" : why.text);
	if (v != DONE && err)
		*err = why;
	return v;
}

bool
form_takes(const struct form *form, size_t i, const char *code)
{
	struct str text = { 0 };
	struct err why = { 0 };
	enum verdict v;

	str_set(&text, code);
	v = rule_apply(&form->fields[i], &form->ctx, &text, &why);
	str_wipe(&text);
	return v == DONE;
}

static enum verdict
check_field(struct form *form, size_t i, struct err *err)
{
	const struct field *f = &form->fields[i];
	enum verdict v = form_leave(form, i, err);

	if (v != DONE || *form_text(form, i) || !form_needs(form, i))
		return v;
	if (form_mark(form, i) == MARK_NONE)
		v = refuse_field(err, f->name, _("Still to be filled in: %s"),
				 form_label(form, i));
	else if (!(f->flags & FIELD_MAY_DECLINE))
		v = refuse_field(err, f->name,
				 _("%s cannot be left unknown: the law asks for it."),
				 form_label(form, i));
	if (v != DONE)
		form_set_fault(form, i, err->text);
	return v;
}

enum verdict
form_check(struct form *form, size_t *first, struct err *err)
{
	size_t i;
	struct err why = { 0 };
	enum verdict v = DONE;

	for (i = 0; i < form->n; i++) {
		form_set_fault(form, i, "");
		if (!form_shown(form, i) || check_field(form, i, &why) == DONE)
			continue;
		if (v == DONE && first)
			*first = i;
		if (v == DONE && err)
			*err = why;
		v = REFUSED;
	}
	return v;
}

static json_t *
codes_json(const char *text)
{
	json_t *all = json_array();
	size_t n;

	for (; *text; text += n + (text[n] == ',')) {
		n = strcspn(text, ",");
		json_array_append_new(all, json_stringn(text, n));
	}
	return all;
}

static json_t *
value_json(const struct field *f, const char *text)
{
	if (f->type == FIELD_CODES)
		return codes_json(text);
	if (f->type == FIELD_FLAG)
		return json_boolean(str_eq(text, "true"));
	if (f->type == FIELD_STAMP)
		return stamp_json(text);
	return json_string(text);
}

enum which { ALL, CHANGED };

static bool
goes_in(const struct form *form, size_t i, enum which which)
{
	const char *loaded = form->entries[i].loaded;

	if (!form_shown(form, i))
		return false;
	return which == ALL || !str_eq(form_text(form, i), loaded ? loaded : "");
}

static json_t *
payload(const struct form *form, enum which which)
{
	json_t *o = json_object(), *marks = json_object();
	const char *name;
	size_t i;

	for (i = 0; i < form->n; i++) {
		name = form->fields[i].name;
		if (!goes_in(form, i, which))
			continue;
		if (*form_text(form, i))
			json_object_set_new(
				o, name,
				value_json(&form->fields[i], form_text(form, i)));
		else if (form_mark(form, i) != MARK_NONE)
			json_put(marks, name, mark_names[form_mark(form, i)]);
	}
	if (json_object_size(marks))
		json_object_set(o, "_marks", marks);
	json_decref(marks);
	return o;
}

json_t *
form_payload(const struct form *form)
{
	return payload(form, ALL);
}

json_t *
form_changes(const struct form *form)
{
	return payload(form, CHANGED);
}

static void
load_value(struct form *form, size_t i, const json_t *value)
{
	struct str text = { 0 };
	const json_t *item;
	size_t k;

	if (json_is_string(value))
		str_set(&text, json_string_value(value));
	else if (json_is_boolean(value))
		str_set(&text, json_is_true(value) ? "true" : "false");
	else if (json_is_integer(value))
		str_addf(&text, "%lld", (long long)json_integer_value(value));
	for (k = 0; json_is_array(value) && k < json_array_size(value); k++) {
		item = json_array_get(value, k);
		if (!json_is_string(item))
			continue;
		if (text.len)
			str_addc(&text, ',');
		str_add(&text, json_string_value(item));
	}
	if (form->fields[i].type == FIELD_STAMP &&
	    !(form->fields[i].flags & FIELD_HIDDEN))
		stamp_typed(&text);
	form_set(form, i, str_text(&text));
	str_wipe(&text);
}

static void
load_marks(struct form *form, const json_t *marks)
{
	size_t i;
	const char *name;

	for (i = 0; i < form->n; i++) {
		name = json_text(marks, form->fields[i].name);
		if (str_eq(name, mark_names[MARK_UNKNOWN]))
			form_set_mark(form, i, MARK_UNKNOWN);
		else if (str_eq(name, mark_names[MARK_DECLINED]))
			form_set_mark(form, i, MARK_DECLINED);
	}
}

void
form_load(struct form *form, const json_t *object)
{
	size_t i;
	const json_t *value;

	for (i = 0; i < form->n; i++) {
		value = json_object_get(object, form->fields[i].name);
		if (!value || json_is_null(value))
			continue;
		load_value(form, i, value);
		free(form->entries[i].loaded);
		form->entries[i].loaded = xstrdup(form_text(form, i));
	}
	load_marks(form, json_object_get(object, "_marks"));
}

void
form_prefill(struct form *form, size_t i, const char *text)
{
	struct entry *e = &form->entries[i];
	struct str kept = { 0 };

	str_set(&kept, text);
	if (form->fields[i].type == FIELD_STAMP)
		stamp_typed(&kept);
	if (*text && rule_apply(&form->fields[i], &form->ctx, &kept, NULL) != DONE)
		str_set(&kept, text);
	if (str_eq(form_text(form, i), e->loaded ? e->loaded : "") &&
	    e->mark == MARK_NONE && !str_eq(form_text(form, i), str_text(&kept)))
		form_set(form, i, str_text(&kept));
	free(e->loaded);
	e->loaded = kept.len ? xstrdup(kept.s) : NULL;
	str_wipe(&kept);
}

const char *
form_loaded(const struct form *form, size_t i)
{
	return form->entries[i].loaded ? form->entries[i].loaded : "";
}

json_t *
form_draft(const struct form *form)
{
	json_t *draft = json_object(), *fields = json_object(), *marks = json_object();
	size_t i;

	for (i = 0; i < form->n; i++) {
		if (*form_text(form, i))
			json_put(fields, form->fields[i].name, form_text(form, i));
		else if (form_mark(form, i) != MARK_NONE)
			json_put(marks, form->fields[i].name,
				 mark_names[form_mark(form, i)]);
	}
	json_object_set_new(draft, "fields", fields);
	json_object_set_new(draft, "marks", marks);
	return draft;
}

void
form_overlay(struct form *form, const json_t *draft)
{
	const json_t *fields = json_object_get(draft, "fields");
	size_t i;

	for (i = 0; i < form->n; i++)
		if (json_object_get(fields, form->fields[i].name))
			form_set(form, i, json_text(fields, form->fields[i].name));
	load_marks(form, json_object_get(draft, "marks"));
}

void
form_restore(struct form *form, const json_t *draft)
{
	const json_t *fields = json_object_get(draft, "fields");
	size_t i;

	for (i = 0; i < form->n; i++) {
		form_set(form, i, json_text(fields, form->fields[i].name));
		form_set_mark(form, i, MARK_NONE);
	}
	load_marks(form, json_object_get(draft, "marks"));
}

unsigned
form_version(const struct form *form)
{
	unsigned version = form->marks;
	size_t i;

	for (i = 0; i < form->n; i++)
		version += edit_version(form->entries[i].edit);
	return version;
}
