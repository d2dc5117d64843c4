/* ticket_pane.c -- the lines of each pane of a ticket. */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "model/deadline.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
#include "ui/part/incident.h"
#include "ui/part/pending.h"
#include "ui/part/publication.h"
#include "ui/screen/ticket.h"
#include "ui/ui.h"

#define INDENT 2
#define VALUE  16 /* column where values start */

struct fill {
	struct ticket_screen *t;
	struct ui *ui;
	struct sheet *sheet;
	int cols;
};

typedef void fill_fn(const struct fill *);

static void
head(const struct fill *f, const char *text)
{
	if (f->sheet->lines.n > 0 && f->t->pane != PANE_OVERVIEW)
		sheet_line(f->sheet, "");
	sheet_line(f->sheet, "");
	sheet_put(f->sheet, INDENT, FACE_TITLE, text);
}

static void
nothing(const struct fill *f, const char *text)
{
	sheet_line(f->sheet, "");
	sheet_put(f->sheet, INDENT, FACE_DIM, text);
}

static void
put_label(const struct fill *f, const char *text)
{
	size_t n = utf8_fit(text, strlen(text), VALUE - INDENT - 1, NULL);

	sheet_format(f->sheet, INDENT, FACE_LABEL, "%.*s", (int)n, text);
}

/* -- facts --------------------------------------------------------------------------- */

static void
put_fact(const struct fill *f, const char *name, const json_t *value)
{
	const struct field *field = fact_field(action_named("register"), name);
	const char *shown = ticket_shown(f->t, name);
	bool masked = ticket_is_masked(f->t, name);
	struct str text = { 0 };
	char id[48];

	str_format(id, sizeof id, "fact:%s", name);
	if (shown)
		str_set(&text, shown);
	else
		fact_text(f->ui, &f->t->ticket, field, value, &text);
	sheet_line(f->sheet, id);
	put_label(f, fact_title(&f->t->ticket, name));
	if (masked)
		str_add(&text, _("  (v: see it)"));
	sheet_wrap(f->sheet, VALUE, f->cols - VALUE - 1, shown ? FACE_GOOD : FACE_PLAIN,
		   str_text(&text));
	str_wipe(&text);
}

/* Returns whether the ticket has this fact. */
static bool
fact(const struct fill *f, const char *name)
{
	const json_t *value =
		json_object_get(json_object_get(f->t->ticket.doc, "facts"), name);

	if (!value || json_is_null(value) ||
	    (json_is_string(value) && !*json_string_value(value)))
		return false;
	put_fact(f, name, value);
	return true;
}

static void
party_role(char *out, size_t size, const json_t *party)
{
	int acts_for = (int)json_int(party, "for", 0);

	if (acts_for > 0)
		str_format(out, size, _("agent of %d"), acts_for);
	else
		str_copy(out, size,
			 str_eq(json_text(party, "role"), "agent")
				 ? _("agent")
				 : _("complains too"));
}

/* Whoever complains beside the caller, or acts for the complainants. */
static void
put_party(const struct fill *f, const json_t *party, bool whole)
{
	const json_t *key;
	char name[48], role[64];
	size_t i;

	party_role(role, sizeof role, party);
	sheet_line(f->sheet, "");
	sheet_format(f->sheet, INDENT, FACE_LABEL, "%d", (int)json_int(party, "n", 0));
	sheet_format(f->sheet, INDENT + 3, FACE_PLAIN, "%s  %s  %s%s%s  %s", role,
		     json_text(party, "name"),
		     json_is(party, "represents") ? _("represents the others  ") : "",
		     *json_text(party, "until") ? _("until ") : "",
		     json_text(party, "until"),
		     *json_text(party, "ended") ? _("no longer") : "");
	json_array_foreach(json_object_get(party, "keys"), i, key) {
		str_format(name, sizeof name, "party.%d.%s",
			   (int)json_int(party, "n", 0), json_string_value(key));
		if (whole || str_eq(json_string_value(key), "mobile"))
			(void)fact(f, name);
	}
}

static void
put_parties(const struct fill *f, bool whole)
{
	const json_t *doc = f->t->ticket.doc, *item;
	size_t i;

	if (json_array_size(json_object_get(doc, "joint")) > 0)
		head(f, _("Beside the caller (the caller is 1)"));
	json_array_foreach(json_object_get(doc, "joint"), i, item)
		if (whole || !*json_text(item, "ended"))
			put_party(f, item, whole);
}

static void
put_number(const struct fill *f, const char *label, const json_t *other)
{
	char id[48], regno[40];

	str_format(id, sizeof id, "ticket:%s", json_text(other, "ticket"));
	fact_regno(regno, sizeof regno, json_text(other, "regno"));
	sheet_line(f->sheet, id);
	put_label(f, label);
	sheet_format(f->sheet, VALUE, FACE_PLAIN, "%s  %s", regno,
		     json_text(other, "caller"));
}

/* All numbers under which this matter is known. */
static void
put_merged(const struct fill *f)
{
	const json_t *doc = f->t->ticket.doc, *item;
	const json_t *into = json_object_get(doc, "merged_into");
	size_t i;

	if (json_is_object(into))
		put_number(f, _("Merged into"), into);
	json_array_foreach(json_object_get(doc, "merged"), i, item)
		put_number(f, _("Handled with it"), item);
}

static void
put_marks(const struct fill *f)
{
	const json_t *facts = json_object_get(f->t->ticket.doc, "facts");
	const json_t *mark;
	const char *name;

	json_object_foreach(json_object_get(facts, "_marks"), name, mark) {
		sheet_line(f->sheet, "");
		put_label(f, fact_label(NULL, name));
		sheet_put(f->sheet, VALUE, FACE_DIM,
			  str_eq(json_string_value(mark), "declined") ? _("declined")
								      : _("unknown"));
	}
}

/* Of the party that the ticket is about: as its name is called in this kind of ticket. */
static const char *
group_label(const struct fill *f, enum field_group group)
{
	static const char *const labels[GROUP__MAX] = {
		[GROUP_CALLER] = N_("Caller"),
		[GROUP_MATTER] = N_("The matter"),
		[GROUP_PROCEDURE] = N_("Procedure"),
	};

	return group == GROUP_RESPONDENT ? fact_title(&f->t->ticket, "invname")
					 : _(labels[group]);
}

/* Without a fact the head goes, too. */
static void
put_group(const struct fill *f, enum field_group group)
{
	const struct action *register_ = action_named("register");
	size_t before = f->sheet->lines.n,
	       first = before + (before > 0 && f->t->pane != PANE_OVERVIEW), i;

	head(f, group_label(f, group));
	for (i = 0; i < register_->nfields; i++)
		if (register_->fields[i].group == group)
			(void)fact(f, register_->fields[i].name);
	if (f->sheet->lines.n == first + 1)
		sheet_drop(f->sheet, before);
}

static void
fill_facts(const struct fill *f)
{
	const json_t *facts = json_object_get(f->t->ticket.doc, "facts"), *value;
	const struct field *field;
	const char *name;
	enum field_group group;

	for (group = GROUP_REST + 1; group < GROUP__MAX; group++)
		put_group(f, group);
	json_object_foreach((json_t *)facts, name, value) {
		field = fact_field(NULL, name);
		if (field && !(field->flags & (FIELD_HIDDEN | FIELD_KIND)) &&
		    field->group == GROUP_REST && !str_starts(name, "party."))
			(void)fact(f, name);
	}
	put_parties(f, true);
	put_marks(f);
}

/* -- overview ------------------------------------------------------------------------ */

/* at: the column where what is left stands. */
static void
put_clock(const struct fill *f, const json_t *clock, int at)
{
	const char *stopped = json_text(clock, "stopped"), *due = due_day(clock);
	char id[48], left[16], start[24], article[64];
	enum deadline_unit unit = deadline_unit_named(json_text(clock, "unit"));
	enum face face;

	str_format(id, sizeof id, "clock:%s", json_text(clock, "code"));
	sheet_line(f->sheet, id);
	sheet_put(f->sheet, INDENT, FACE_PLAIN, json_text(clock, "name"));
	fact_stamp(start, sizeof start, json_text(clock, "start"));
	if (*stopped) {
		sheet_format(f->sheet, at + 5, FACE_DIM, _("due %s, stopped %.10s"),
			     due, stopped);
		return;
	}
	face = due_clock(left, sizeof left, f->ui, clock);
	fact_article(article, sizeof article, clock);
	sheet_put(f->sheet, at, face, left);
	sheet_format(f->sheet, at + 5, FACE_PLAIN, _("due %s  from %.10s: %d %s  %s"),
		     due, start, (int)json_int(clock, "length", 0),
		     unit < BY__MAX ? deadline_unit_label(unit) : "", article);
}

static void
put_clocks(const struct fill *f)
{
	const json_t *clocks = json_object_get(f->t->ticket.doc, "clocks"), *clock;
	int at = VALUE + 2, end;
	size_t i;

	if (json_array_size(clocks) == 0)
		return;
	head(f, _("Deadlines (Enter or w: why this date)"));
	json_array_foreach(clocks, i, clock) {
		const char *name = json_text(clock, "name");

		end = INDENT + utf8_columns(name, strlen(name)) + 1;
		at = end > at ? end : at;
	}
	json_array_foreach(clocks, i, clock)
		if (!*json_text(clock, "stopped"))
			put_clock(f, clock, at);
	json_array_foreach(clocks, i, clock)
		if (*json_text(clock, "stopped"))
			put_clock(f, clock, at);
}

static void
put_some(const struct fill *f, const char *label, const char *const *names)
{
	head(f, label);
	for (; *names; names++)
		(void)fact(f, *names);
}

/* Every step that is offered now, with its key where it has one. */
static void
put_offers(const struct fill *f)
{
	const struct state *state = ui_state(f->ui);
	const struct transition *step;
	struct str line = { 0 };
	size_t i;

	for (i = 0; actions[i]; i++) {
		step = action_offered(actions[i], state->transitions.v,
				      state->transitions.n, &f->t->then, &state->me);
		if (!step)
			continue;
		if (line.len)
			str_add(&line, " · ");
		str_add(&line, step->name);
	}
	sheet_line(f->sheet, "");
	sheet_put(f->sheet, INDENT, FACE_LABEL, _("F4 actions"));
	sheet_wrap(f->sheet, VALUE, f->cols - VALUE - 1, FACE_PLAIN,
		   line.len ? str_text(&line) : _("none of yours now"));
	str_release(&line);
}

/* Whom a running clock still asks to be told, and by which day. */
static void
put_to_tell(const struct fill *f)
{
	const json_t *owed = json_object_get(f->t->ticket.doc, "totell"), *one;
	char article[64];
	size_t i;

	json_array_foreach(owed, i, one) {
		fact_article(article, sizeof article, one);
		sheet_line(f->sheet, "");
		sheet_put(f->sheet, INDENT, FACE_LABEL, _("Still to tell"));
		sheet_format(f->sheet, VALUE, FACE_WARN, _("%s: %s, by %s  %s"),
			     ui_label(f->ui, "contact_whom", json_text(one, "party")),
			     json_text(one, "name"), json_text(one, "due"), article);
	}
}

/* One thing that waits for somebody: which step, by whom, what was said of it. */
static void
put_waiting(const struct fill *f, const json_t *one, const char *step)
{
	const char *superior = json_text(one, "superior_name");
	const struct action *action = action_named(step);
	json_t *said = json_copy((json_t *)one);
	struct str text = { 0 };
	char at[24];

	fact_stamp(at, sizeof at, json_text(one, "at"));
	sheet_line(f->sheet, "");
	sheet_put(f->sheet, INDENT, FACE_LABEL, at);
	sheet_format(f->sheet, INDENT + 18, FACE_PLAIN, "%s  %s",
		     action ? _(action->label) : step, json_text(one, "label"));
	json_object_del(said, "at");
	if (action)
		json_object_del(said, "what"); /* its name stands above */
	fact_summary(f->ui, &f->t->ticket, action, said, &text);
	if (*superior)
		str_addf(&text, _("; common superior: %s"), superior);
	sheet_line(f->sheet, "");
	sheet_wrap(f->sheet, INDENT + 4, f->cols - INDENT - 5, FACE_PLAIN,
		   str_text(&text));
	ticket_put_routes(f->ui, f->sheet, f->cols, json_object_get(one, "routes"));
	if (action && action->flags & ACTION_PAPER) {
		sheet_line(f->sheet, "proposal");
		sheet_put(f->sheet, INDENT + 4, FACE_KEY,
			  _("Enter shows the document as it would be issued"));
	}
	json_decref(said);
	str_release(&text);
}

/* What waits for the leader: his decision hangs on what it says. */
static void
put_proposal(const struct fill *f)
{
	const json_t *proposal = json_object_get(f->t->ticket.doc, "proposal");

	if (!proposal)
		return;
	head(f, _("Waits for approval"));
	put_waiting(f, proposal, json_text(proposal, "what"));
}

/* Who appraises, mediates or disputes, and since when the time stands still. */
static void
put_under_way(const struct fill *f)
{
	const json_t *all = json_object_get(f->t->ticket.doc, "under_way"), *one;
	size_t i;

	if (json_array_size(all) > 0)
		head(f, _("Under way"));
	json_array_foreach(all, i, one)
		put_waiting(f, one, json_text(one, "step"));
}

static void fill_pending(const struct fill *);

static void
fill_overview(const struct fill *f)
{
	static const char *const caller[] = { "pname",	 "mobile", "landtel",
					      "inccall", "paddr",  NULL };
	static const char *const respondent[] = { "invname", "uscc", "invaddr",
						  "invtel", NULL };
	static const char *const matter[] = { "mdsename", "invoam", "buydate",
					      "problem",  "demand", "content",
					      "answer",	  NULL };

	put_offers(f);
	incident_put(&f->t->ticket, f->ui, f->sheet, f->cols);
	put_to_tell(f);
	put_proposal(f);
	put_under_way(f);
	publication_put(&f->t->ticket, f->sheet, f->cols);
	if (ticket_npending(f->t) > 0)
		fill_pending(f);
	put_merged(f);
	put_some(f, _("Caller"), caller);
	put_parties(f, false);
	put_some(f, fact_title(&f->t->ticket, "invname"), respondent);
	put_some(f, _("The matter"), matter);
	put_clocks(f);
}

/* -- timeline ------------------------------------------------------------------------ */

static void
put_event(const struct fill *f, const json_t *event)
{
	const struct action *action = action_named(json_text(event, "action"));
	const char *name = json_text(event, "name"),
		   *to = json_text(event, "to_unit_name");
	struct str text = { 0 };
	char at[24], id[48];

	if (!*name)
		name = action ? _(action->label)
			      : fact_deed(json_text(event, "action"));
	str_format(id, sizeof id, "event:%d", (int)json_int(event, "n", 0));
	fact_stamp(at, sizeof at, json_text(event, "at"));
	sheet_line(f->sheet, id);
	sheet_put(f->sheet, INDENT, FACE_LABEL, at);
	str_addf(&text, "%s  %s %s %s", name, json_text(event, "unit_name"),
		 json_text(event, "label"), json_text(event, "number"));
	if (*json_text(event, "for"))
		str_addf(&text, _(" (for %s)"), json_text(event, "for"));
	if (*to && !str_eq(to, json_text(event, "unit_name")))
		str_addf(&text, " → %s", to);
	if (!str_eq(json_text(event, "from"), json_text(event, "to")))
		str_addf(&text, "  [%s]",
			 ui_label(f->ui, "state", json_text(event, "to")));
	sheet_wrap(f->sheet, INDENT + 18, f->cols - INDENT - 19, FACE_PLAIN,
		   str_text(&text));
	str_clear(&text);
	if (!str_eq(json_text(event, "action"), "register"))
		fact_summary(f->ui, &f->t->ticket, action,
			     json_object_get(event, "payload"), &text);
	if (text.len) {
		sheet_line(f->sheet, id);
		sheet_wrap(f->sheet, INDENT + 4, f->cols - INDENT - 5, FACE_PLAIN,
			   str_text(&text));
	}
	str_release(&text);
}

static void
put_events(const struct fill *f, const char *list, const char *none)
{
	const json_t *events = json_object_get(f->t->ticket.doc, list);
	size_t i;

	for (i = json_array_size(events); i-- > 0;)
		put_event(f, json_array_get(events, i));
	if (json_array_size(events) == 0)
		nothing(f, none);
}

static void
fill_timeline(const struct fill *f)
{
	put_events(f, "timeline", _("Nothing has happened yet."));
	ticket_put_earlier(f->sheet, f->t->ticket.doc);
}

/* What was told and tried, the latest first; below it contacts older than the ledger. */
static void
fill_contacts(const struct fill *f)
{
	const json_t *notices = json_object_get(f->t->ticket.doc, "notices");
	const char *none = _("Nobody has been called yet; c notes a call.");
	size_t i = json_array_size(notices);

	if (i == 0)
		put_events(f, "contacts", none);
	while (i-- > 0)
		ticket_put_notice(f->ui, f->sheet, f->cols, json_array_get(notices, i));
}

/* -- linked, pending ----------------------------------------------------------------- */

static void
fill_linked(const struct fill *f)
{
	const json_t *linked = json_object_get(f->t->ticket.doc, "linked"), *other;
	char id[48], regno[40];
	bool known;
	size_t i;

	json_array_foreach(linked, i, other) {
		str_format(id, sizeof id, "ticket:%s", json_text(other, "ticket"));
		fact_regno(regno, sizeof regno, json_text(other, "regno"));
		sheet_line(f->sheet, id);
		sheet_put(f->sheet, INDENT, FACE_PLAIN, regno);
		sheet_put(f->sheet, INDENT + 29, FACE_PLAIN,
			  kind_label(kind_named(json_text(other, "kind"), &known)));
		sheet_put(f->sheet, INDENT + 35, FACE_PLAIN,
			  ui_label(f->ui, "state", json_text(other, "state")));
		sheet_format(f->sheet, INDENT + 49, FACE_PLAIN, "%s %s",
			     fact_link(json_text(other, "reason")),
			     json_text(other, "title"));
	}
	if (json_array_size(linked) == 0)
		nothing(f, _("No ticket belongs to this one."));
}

static void
put_pending(const struct fill *f, const struct rows *rows, size_t row)
{
	const struct action *action = action_named(rows_named(rows, row, "action"));
	enum op_state state = pending_state(rows, row);
	bool bad = state == OP_REFUSED || state == OP_CONFLICT || state == OP_ADMIN;
	char id[48], at[24], why[300];
	json_t *args = json_loads(rows_named(rows, row, "args"), 0, NULL);

	str_format(id, sizeof id, "op:%s", rows_named(rows, row, "op"));
	fact_stamp(at, sizeof at, rows_named(rows, row, "at"));
	msg_words(why, sizeof why, rows_named(rows, row, "text"), args);
	sheet_line(f->sheet, id);
	sheet_put(f->sheet, INDENT, FACE_LABEL, at);
	sheet_format(f->sheet, INDENT + 18, bad ? FACE_BAD : FACE_WARN, "%s  %s  %s",
		     action ? _(action->label) : "", op_state_label(state), why);
	json_decref(args);
}

static void
fill_pending(const struct fill *f)
{
	const struct rows *rows = f->t->outbox.rows;
	size_t i;

	if (f->t->pane == PANE_OVERVIEW)
		head(f, _("Mine, not arrived yet (Enter opens the outbox)"));
	for (i = 0; rows && i < rows->n; i++)
		if (pending_is_open(rows, i) &&
		    str_eq(rows_named(rows, i, "ticket"), f->t->id))
			put_pending(f, rows, i);
	if (ticket_npending(f->t) == 0)
		nothing(f, _("Everything of yours has arrived."));
}

static void
fill_documents(const struct fill *f)
{
	ticket_fill_documents(f->t, f->sheet);
}

static fill_fn *const fills[PANE__MAX] = {
	[PANE_OVERVIEW] = fill_overview,   [PANE_FACTS] = fill_facts,
	[PANE_TIMELINE] = fill_timeline,   [PANE_CONTACTS] = fill_contacts,
	[PANE_DOCUMENTS] = fill_documents, [PANE_LINKED] = fill_linked,
	[PANE_PENDING] = fill_pending,
};

void
ticket_fill(struct ticket_screen *t, struct ui *ui, struct sheet *sheet, enum pane pane,
	    int cols)
{
	const struct fill f = { t, ui, sheet, cols };

	fills[pane](&f);
}
