/* model/ticket.c -- reads a ticket and an operator from JSON.  Another machine wrote it, so
 * every text is cut to its buffer. */
#include "model/ticket.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

static const struct {
	const char *name, *label;
} kinds[] = {
	[KIND_COMPLAINT] = { "complaint", N_("Complaint") },
	[KIND_REPORT] = { "report", N_("Report") },
	[KIND_ENQUIRY] = { "enquiry", N_("Enquiry") },
};
_Static_assert(ARRAY_LEN(kinds) == KIND__MAX, "a kind lacks a name");

const char *
kind_name(enum kind k)
{
	return k < KIND__MAX ? kinds[k].name : "";
}

const char *
kind_label(enum kind k)
{
	return k < KIND__MAX ? _(kinds[k].label) : "";
}

enum kind
kind_named(const char *name, bool *known)
{
	int i;

	for (i = 0; i < KIND__MAX && !str_eq(kinds[i].name, name); i++)
		continue;
	if (known)
		*known = i < KIND__MAX;
	return i < KIND__MAX ? (enum kind)i : KIND_ENQUIRY;
}

/* The codes follow the tiers: 330106013 lies below 330106000, 330100000, 330000000.
 * Where the server names the ancestors itself, its word stands. */
static bool
next_above(char unit[10])
{
	size_t n = strlen(unit);
	static const size_t tiers[] = { 6, 4, 2 };
	size_t i;

	if (n != 9)
		return false;
	for (i = 0; i < ARRAY_LEN(tiers); i++) {
		if (strspn(unit + tiers[i], "0") == n - tiers[i])
			continue;
		memset(unit + tiers[i], '0', n - tiers[i]);
		return true;
	}
	return false;
}

static void
read_above(char above[UNIT_TIERS][10], const char *unit, const json_t *list)
{
	size_t i, n = json_array_size(list);
	const char *text;
	char code[10];

	memset(above, 0, UNIT_TIERS * sizeof *above);
	for (i = 0; i < n && i < UNIT_TIERS; i++) {
		text = json_string_value(json_array_get(list, i));
		str_copy(above[i], sizeof above[i], text ? text : "");
	}
	str_copy(code, sizeof code, unit);
	for (i = 0; !n && i < UNIT_TIERS && next_above(code); i++)
		str_copy(above[i], sizeof above[i], code);
}

bool
ticket_read(struct ticket *out, json_t *doc)
{
	bool known;
	int64_t version = json_int(doc, "version", 0);

	memset(out, 0, sizeof *out);
	out->kind = kind_named(json_text(doc, "kind"), &known);
	if (!known || !uuid_parse(json_text(doc, "ticket"), &out->id) || version < 1 ||
	    version > INT32_MAX)
		return false;
	out->version = (int)version;
	str_copy(out->regno, sizeof out->regno, json_text(doc, "regno"));
	str_copy(out->state, sizeof out->state, json_text(doc, "state"));
	str_copy(out->unit, sizeof out->unit, json_text(doc, "unit"));
	str_copy(out->registered_unit, sizeof out->registered_unit,
		 json_text(doc, "registered_unit"));
	str_copy(out->rule_set, sizeof out->rule_set, json_text(doc, "rule_set"));
	read_above(out->above, out->unit, json_object_get(doc, "above"));
	out->doc = json_incref(doc);
	return true;
}

bool
ticket_is_open(const struct ticket *t)
{
	static const char closed[] = "TS70 TS80 TS85 TS90 TS95 TS99 "
				     "JB32 JB33 JB34 JB35 JB70 JB90 JB99 "
				     "ZX20 ZX40 ZX70 ZX99";
	const json_t *open = json_object_get(t->doc, "open");

	if (json_is_boolean(open))
		return json_is_true(open);
	return !strstr(closed, t->state);
}

void
ticket_release(struct ticket *t)
{
	json_decref(t->doc);
	memset(t, 0, sizeof *t);
}

static void
read_duties(struct operator_info *out, const json_t *list)
{
	size_t i, n = json_array_size(list);
	struct duty *d;

	for (i = 0; i < n && out->nduties < ARRAY_LEN(out->duties); i++) {
		const json_t *row = json_array_get(list, i);

		d = &out->duties[out->nduties++];
		str_copy(d->duty, sizeof d->duty, json_text(row, "duty"));
		str_copy(d->unit, sizeof d->unit, json_text(row, "unit"));
	}
}

bool
operator_read(struct operator_info *out, const json_t *doc)
{
	memset(out, 0, sizeof *out);
	str_copy(out->name, sizeof out->name, json_text(doc, "name"));
	str_copy(out->label, sizeof out->label, json_text(doc, "label"));
	str_copy(out->number, sizeof out->number, json_text(doc, "number"));
	str_copy(out->unit, sizeof out->unit, json_text(doc, "unit"));
	str_copy(out->unit_name, sizeof out->unit_name, json_text(doc, "unit_name"));
	str_copy(out->stands, sizeof out->stands, json_text(doc, "stands"));
	read_duties(out, json_object_get(doc, "duties"));
	read_above(out->above, out->unit, json_object_get(doc, "above"));
	return *out->name && *out->unit;
}

bool
operator_has(const struct operator_info *o, const char *duty)
{
	size_t i;

	for (i = 0; i < o->nduties; i++)
		if (str_eq(o->duties[i].duty, duty))
			return true;
	return false;
}

bool
operator_has_at(const struct operator_info *o, const char *duty, const char *unit)
{
	size_t i;

	for (i = 0; i < o->nduties; i++)
		if (str_eq(o->duties[i].duty, duty) && str_eq(o->duties[i].unit, unit))
			return true;
	return false;
}

static bool
is_above(const struct operator_info *o, const char *unit)
{
	size_t i;

	for (i = 0; i < UNIT_TIERS && o->above[i][0]; i++)
		if (str_eq(o->above[i], unit))
			return true;
	return false;
}

bool
operator_works_at(const struct operator_info *o, const char *duty, const char *unit)
{
	bool own = !*unit;
	size_t i;

	if (own)
		unit = o->unit;
	for (i = 0; i < o->nduties; i++)
		if ((str_empty(duty) || str_eq(o->duties[i].duty, duty)) &&
		    (str_eq(o->duties[i].unit, unit) ||
		     (own && is_above(o, o->duties[i].unit))))
			return true;
	return false;
}

size_t
operator_units(const struct operator_info *o, const char *out[OPERATOR_UNITS])
{
	size_t i, k, n = 0;

	if (operator_works_at(o, NULL, ""))
		out[n++] = "";
	for (i = 0; i < o->nduties && n < OPERATOR_UNITS; i++) {
		for (k = 0; k < n; k++)
			if (str_eq(out[k], o->duties[i].unit))
				break;
		if (k == n && !str_eq(o->duties[i].unit, o->unit))
			out[n++] = o->duties[i].unit;
	}
	return n;
}
