/* action/part.c -- predicates on the ticket's document, and its lists of parts (persons,
 * notices, documents) to choose one from by number. */
#include "part.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "action/action.h"

typedef bool part_fn(const json_t *);
/* The name a part is chosen by; its code is its number within the ticket. */
typedef void part_name_fn(const json_t *, struct str *code, struct str *name);

static bool
is_under_way(const struct ticket *t, const char *step)
{
	const json_t *one;
	size_t i;

	json_array_foreach(json_object_get(t->doc, "under_way"), i, one)
		if (str_eq(json_text(one, "step"), step))
			return true;
	return false;
}

bool
ticket_is_disputed(const struct ticket *t)
{
	return is_under_way(t, "dispute");
}

bool
ticket_is_undisputed(const struct ticket *t)
{
	return !is_under_way(t, "dispute");
}

bool
ticket_is_paused(const struct ticket *t)
{
	return str_eq(t->state, "JB22") || is_under_way(t, "pause");
}

static bool
has_one(const struct ticket *t, const char *list, part_fn *is)
{
	const json_t *one;
	size_t i;

	json_array_foreach(json_object_get(t->doc, list), i, one)
		if (is(one))
			return true;
	return false;
}

static bool
complains_too(const json_t *party)
{
	return str_eq(json_text(party, "role"), "joint") && !*json_text(party, "ended");
}

static bool
came_alone(const json_t *party)
{
	return complains_too(party) && !*json_text(party, "origin");
}

static bool
acts_for_others(const json_t *party)
{
	return str_eq(json_text(party, "role"), "agent") && !*json_text(party, "ended");
}

static bool
can_be_taken_back(const json_t *notice)
{
	return json_int(notice, "retracts", 0) == 0 && !json_is(notice, "retracted");
}

static bool
is_valid(const json_t *document)
{
	return !*json_text(document, "voided");
}

static bool
is_shown(const json_t *publication)
{
	return !*json_text(publication, "withdrawn");
}

static bool
is_any(const json_t *one)
{
	return json_is_object(one);
}

bool
ticket_has_joined(const struct ticket *t)
{
	return has_one(t, "joint", came_alone);
}

bool
ticket_has_several(const struct ticket *t)
{
	return has_one(t, "joint", complains_too);
}

bool
ticket_has_agent(const struct ticket *t)
{
	return has_one(t, "joint", acts_for_others);
}

bool
ticket_has_notice(const struct ticket *t)
{
	return has_one(t, "notices", can_be_taken_back);
}

bool
ticket_has_document(const struct ticket *t)
{
	return has_one(t, "documents", is_valid);
}

bool
ticket_is_published(const struct ticket *t)
{
	return has_one(t, "publications", is_shown);
}

/* -- lists ---------------------------------------------------------------------------- */

static void
add_number(const json_t *one, struct str *code)
{
	str_addf(code, "%d", (int)json_int(one, "n", 0));
}

static void
name_person(const json_t *one, struct str *code, struct str *name)
{
	add_number(one, code);
	str_addf(name, "%s  %s", json_text(one, "name"), _("complains too"));
}

static void
name_notice(const json_t *one, struct str *code, struct str *name)
{
	char told[17] = "";
	int64_t wall;

	if (stamp_parse(json_text(one, "told"), &wall))
		stamp_minute(wall, told);
	add_number(one, code);
	str_addf(name, "%s  %s  %s  %s", told, json_text(one, "matter_name"),
		 json_text(one, "label"), json_text(one, "detail"));
}

static void
name_document(const json_t *one, struct str *code, struct str *name)
{
	add_number(one, code);
	str_addf(name, "%s  %s  %s", json_text(one, "name"), json_text(one, "number"),
		 json_text(one, "to_name"));
}

static void
name_by_number(const json_t *one, struct str *code, struct str *name)
{
	str_add(code, json_text(one, "number"));
	str_addf(name, "%s  %s", json_text(one, "name"), json_text(one, "to_name"));
}

static void
name_ticket(const json_t *one, struct str *code, struct str *name)
{
	char received[17] = "";
	int64_t wall;

	if (stamp_parse(json_text(one, "received"), &wall))
		stamp_minute(wall, received);
	str_add(code, json_text(one, "regno"));
	str_addf(name, "%s  %s  %s", received, json_text(one, "respondent"),
		 json_text(one, "state_name"));
}

static const struct {
	const char *pick, *list;
	part_fn *is;
	part_name_fn *name;
	bool caller; /* the caller, who is 1, stands first */
} lists[] = {
	{ "of:persons", "joint", complains_too, name_person, true },
	{ "of:joined", "joint", came_alone, name_person, false },
	{ "of:notices", "notices", can_be_taken_back, name_notice, false },
	{ "of:documents", "documents", is_valid, name_document, false },
	{ "of:numbers", "documents", is_valid, name_by_number, false },
	{ "of:mergeable", "mergeable", is_any, name_ticket, false },
	{ "of:earlier", "earlier_reports", is_any, name_ticket, false },
};

bool
part_is_list(const char *pick)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(lists); i++)
		if (str_eq(lists[i].pick, pick))
			return true;
	return false;
}

static void
add_row(json_t *rows, const char *code, const char *name)
{
	json_array_append_new(rows,
			      json_pack("[s, s, s, s, s]", code, name, name, "", "{}"));
}

json_t *
part_rows(const struct ticket *t, const char *pick)
{
	json_t *rows = json_array();
	struct str code = { 0 }, name = { 0 };
	const json_t *one;
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(lists); i++) {
		if (!str_eq(lists[i].pick, pick))
			continue;
		if (lists[i].caller) {
			str_addf(&name, "%s  %s",
				 json_text(json_object_get(t->doc, "facts"), "pname"),
				 _("the caller"));
			add_row(rows, "1", str_text(&name));
		}
		json_array_foreach(json_object_get(t->doc, lists[i].list), k, one) {
			if (!lists[i].is(one))
				continue;
			str_clear(&code);
			str_clear(&name);
			lists[i].name(one, &code, &name);
			add_row(rows, str_text(&code), str_text(&name));
		}
	}
	str_wipe(&code);
	str_wipe(&name);
	return rows;
}
