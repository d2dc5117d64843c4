/* fact.c -- values as text.  The actions' field tables give the type of a value; the desk
 * gives the names of codes. */
#include "ui/part/fact.h"

#include <string.h>

#include "base/cite.h"
#include "base/str.h"
#include "base/text.h"

#include "model/regno.h"

static const struct field *
field_of(const struct action *action, const char *name)
{
	size_t i;

	for (i = 0; action && i < action->nfields; i++)
		if (str_eq(action->fields[i].name, name))
			return &action->fields[i];
	return NULL;
}

/* What another step, or the centre, adds to what a step said: whose field it is. */
static const struct {
	const char *action, *name, *of;
} additions[] = {
	{ "dispute", "result", "settle_dispute" },
	{ "withdraw", "ground", "terminate" },
};

static const struct field *
added_field(const struct action *action, const char *name)
{
	size_t i;

	for (i = 0; action && i < ARRAY_LEN(additions); i++)
		if (str_eq(additions[i].action, action->name) &&
		    str_eq(additions[i].name, name))
			return field_of(action_named(additions[i].of), name);
	return NULL;
}

/* Of every action that has one; NULL where two mean different things by it. */
static const struct field *
common_field(const char *name)
{
	const struct field *field = NULL, *other;
	size_t i;

	for (i = 0; actions[i]; i++) {
		other = field_of(actions[i], name);
		if (field && other &&
		    (!str_eq(field->label, other->label) ||
		     !str_eq(field->pick ? field->pick : "",
			     other->pick ? other->pick : "")))
			return NULL;
		field = field ? field : other;
	}
	return field;
}

const struct field *
fact_field(const struct action *action, const char *name)
{
	const struct field *field;

	/* of one more person: party.<number>.<key> */
	if (str_starts(name, "party.") && strrchr(name + 6, '.'))
		name = strrchr(name, '.') + 1;
	field = action ? field_of(action, name)
		       : field_of(action_named("register"), name);
	if (!field)
		field = added_field(action, name);
	return field ? field : common_field(name);
}

/* What the centre adds to the facts though no form asks for it. */
static const struct {
	const char *name, *label;
} others[] = {
	{ "category", N_("Category") },
};

const char *
fact_label(const struct action *action, const char *name)
{
	const struct field *field = fact_field(action, name);
	size_t i;

	for (i = 0; !field && i < ARRAY_LEN(others); i++)
		if (str_eq(others[i].name, name))
			return _(others[i].label);
	return field ? _(field->label) : name;
}

const char *
fact_title(const struct ticket *t, const char *name)
{
	const struct field *field = fact_field(NULL, name);

	return field ? field_label(field, 1u << t->kind) : fact_label(NULL, name);
}

/* {kind} and {rules} of a pick table, as the form fills them in. */
static void
table_of(char *out, size_t size, const struct field *field, const struct ticket *t)
{
	const char *hole = field->pick ? strchr(field->pick, '{') : NULL;
	const char *value = "";

	if (!hole) {
		str_copy(out, size, field->pick ? field->pick : "");
		return;
	}
	if (t)
		value = str_starts(hole, "{kind}") ? kind_name(t->kind) : t->rule_set;
	str_format(out, size, "%.*s%s", (int)(hole - field->pick), field->pick, value);
}

static void
add_code(struct ui *ui, const struct ticket *t, const struct field *field,
	 const char *code, struct str *out)
{
	char table[40];
	bool known;

	table_of(table, sizeof table, field, t);
	if (field->flags & FIELD_KIND)
		str_add(out, kind_label(kind_named(code, &known)));
	else
		str_add(out, *table ? ui_path(ui, table, code) : code);
}

static void
add_text(struct ui *ui, const struct ticket *t, const struct field *field,
	 const char *text, struct str *out)
{
	char stamp[40];

	if (field && (field->type == FIELD_CODE || field->type == FIELD_CODES)) {
		add_code(ui, t, field, text, out);
	} else if (field && field->type == FIELD_FLAG) {
		str_add(out, str_eq(text, "true")    ? _("yes")
			     : str_eq(text, "false") ? _("no")
						     : text);
	} else if (field && field->type == FIELD_STAMP) {
		fact_stamp(stamp, sizeof stamp, text);
		str_add(out, stamp);
	} else {
		str_add(out, text);
		if (field && field->type == FIELD_MONEY)
			str_add(out, _(" yuan"));
	}
}

void
fact_text(struct ui *ui, const struct ticket *t, const struct field *field,
	  const json_t *value, struct str *out)
{
	const json_t *item;
	size_t i;

	if (json_is_string(value)) {
		add_text(ui, t, field, json_string_value(value), out);
	} else if (json_is_boolean(value)) {
		str_add(out, json_is_true(value) ? _("yes") : _("no"));
	} else if (json_is_integer(value)) {
		str_addf(out, "%lld", (long long)json_integer_value(value));
	} else {
		json_array_foreach(value, i, item) {
			if (i > 0)
				str_add(out, _(", "));
			fact_text(ui, t, field, item, out);
		}
	}
}

void
fact_part(struct str *out)
{
	static const char stop[] = "。";

	if (out->len == 0)
		return;
	if (str_ends(str_text(out), stop))
		str_splice(out, out->len - strlen(stop), strlen(stop), "", 0);
	str_add(out, _("; "));
}

static void
add_marks(const struct action *action, const json_t *marks, struct str *out)
{
	const char *name;
	const json_t *mark;

	json_object_foreach((json_t *)marks, name, mark) {
		fact_part(out);
		str_addf(out, _("%s: %s"), fact_label(action, name),
			 str_eq(json_string_value(mark), "declined") ? _("declined")
								     : _("unknown"));
	}
}

const char *
fact_deed(const char *action)
{
	static const struct {
		const char *action, *label;
	} deeds[] = { { "recount", N_("Deadlines counted anew") },
		      { "merged_in", N_("Another ticket was merged into this one") },
		      { "merged_out", N_("A merged ticket was taken out again") } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(deeds); i++)
		if (str_eq(deeds[i].action, action))
			return _(deeds[i].label);
	return action;
}

/* From which day to which. */
static void
add_days(struct ui *ui, const json_t *clocks, struct str *out)
{
	const json_t *clock;
	size_t i;

	json_array_foreach(clocks, i, clock) {
		fact_part(out);
		str_addf(out, _("%s: %s → %s"),
			 ui_label(ui, "deadline", json_text(clock, "clock")),
			 json_text(clock, "old"), json_text(clock, "new"));
	}
}

static void
add_fact(struct ui *ui, const struct ticket *t, const struct field *field,
	 const json_t *value, struct str *out)
{
	if (field->flags & FIELD_HIDDEN)
		return;
	fact_part(out);
	str_addf(out, _("%s: "), field_label(field, t ? 1u << t->kind : 0));
	fact_text(ui, t, field, value, out);
}

/* As the form asks for them; then what other forms know, and what was left open. */
void
fact_summary(struct ui *ui, const struct ticket *t, const struct action *action,
	     const json_t *payload, struct str *out)
{
	const json_t *value;
	const char *name;
	size_t i;

	for (i = 0; action && i < action->nfields; i++) {
		value = json_object_get(payload, action->fields[i].name);
		if (value)
			add_fact(ui, t, &action->fields[i], value, out);
	}
	json_object_foreach((json_t *)payload, name, value) {
		if (!action && str_eq(name, "clocks"))
			add_days(ui, value, out);
		if (!field_of(action, name) && fact_field(action, name))
			add_fact(ui, t, fact_field(action, name), value, out);
	}
	add_marks(action, json_object_get(payload, "_marks"), out);
}

void
fact_stamp(char *out, size_t size, const char *iso)
{
	int64_t wall;
	char minute[17];

	if (stamp_parse(iso, &wall)) {
		stamp_minute(wall, minute);
		iso = minute;
	}
	str_copy(out, size, iso);
}

void
fact_article(char *out, size_t size, const json_t *of)
{
	cite_article(out, size, json_text(of, "rule"));
}

void
fact_regno(char *out, size_t size, const char *regno)
{
	if (regno_is_valid(regno))
		str_format(out, size, "%.9s %.8s %s", regno, regno + 9, regno + 17);
	else
		str_copy(out, size, regno);
}

void
fact_age(char *out, size_t size, int64_t seconds)
{
	if (seconds < 0)
		seconds = 0;
	if (seconds < 60)
		str_copy(out, size, _("just now"));
	else if (seconds < 3600)
		str_format(out, size, _("%d min ago"), (int)(seconds / 60));
	else if (seconds < 86400)
		str_format(out, size, _("%d h ago"), (int)(seconds / 3600));
	else
		str_format(out, size, _("%d days ago"), (int)(seconds / 86400));
}

void
fact_told(char *out, size_t size, const json_t *detail)
{
	const json_t *told = json_object_get(detail, "told"), *one;
	struct str units = { 0 };
	char due[24] = "";
	size_t i;

	out[0] = '\0';
	json_array_foreach(told, i, one) {
		str_addf(&units, "%s%s", i ? _(", ") : "", json_text(one, "unit"));
		fact_stamp(due, sizeof due, json_text(one, "due"));
	}
	if (units.len)
		str_format(out, size, _("Stands before %s; to be noted by %s."),
			   str_text(&units), due);
	str_release(&units);
}

const char *
fact_link(const char *reason)
{
	static const struct {
		const char *reason, *label;
	} labels[] = { { "call", N_("same call") },
		       { "merged", N_("merged") },
		       { "split", N_("split off") },
		       { "turned", N_("out of mediation") },
		       { "repeated", N_("repeated") } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(labels); i++)
		if (str_eq(labels[i].reason, reason))
			return _(labels[i].label);
	return "";
}

static const char *const types[FIELD__MAX] = {
	[FIELD_TEXT] = N_("One line of text."),
	[FIELD_LONG] = N_("Text of several lines."),
	[FIELD_CODE] =
		N_("One value of a list: F4 opens it; code, pinyin initials or words."),
	[FIELD_CODES] =
		N_("Several values of a list: the blank ticks one, arrows move."),
	[FIELD_DATE] = N_("A day: 20261120, 3/15, T-3, or a word such as yesterday."),
	[FIELD_STAMP] = N_("A day and a time: T 14:05."),
	[FIELD_MONEY] = N_("An amount in yuan, two decimals at most."),
	[FIELD_FLAG] = N_("Yes or no: y, n, or the blank."),
};

void
fact_help(struct str *out, const struct action *action, const struct form *form,
	  size_t i)
{
	const struct field *field = form ? form_field(form, i) : NULL;

	if (field) {
		str_addf(out, "%s\n%s", form_label(form, i), _(types[field->type]));
		if (field->help)
			str_addf(out, "\n%s", _(field->help));
		if (field->type == FIELD_TEXT || field->type == FIELD_LONG)
			str_addf(out, _("\nAt most %zu characters."), field_max(field));
		if (field->flags & FIELD_MAY_DECLINE)
			str_add(out,
				_("\nMay be answered \"unknown\" or \"declined\" with F6."));
		if (form_needs(form, i))
			str_add(out, _("\nRequired."));
		str_add(out, "\n");
	}
	if (action)
		str_addf(out, _("%s: %s"), _(action->label),
			 action->help ? _(action->help) : "");
}
