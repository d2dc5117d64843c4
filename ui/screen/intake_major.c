/* intake_major.c -- calls about a major incident: one key adds its fields to the form, and
 * key words in the text advise to press it.  Nothing is reported automatically. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/screen/intake.h"

bool
intake_is_major(const struct intake *in)
{
	return str_eq(form_named(in->form, "major"), "true");
}

void
intake_words(struct intake *in, struct ui *ui)
{
	ui_ask(ui, &in->words, "codes",
	       json_pack("{s:s}", "table", "sensitive_keyword"), NULL);
}

/* The kind of incident that a word of the narrative tells of; "" none. */
static void
kind_said(const struct intake *in, char kind[16], const char **word)
{
	const char *said = form_named(in->form, "content"), *text;
	const struct rows *rows = in->words.rows;
	json_t *extra;
	size_t i;

	kind[0] = '\0';
	*word = "";
	for (i = 0; *said && !kind[0] && rows && i < rows->n; i++) {
		*word = rows_named(rows, i, "name");
		text = rows_named(rows, i, "extra");
		if (!**word || !strstr(said, *word) || !*text)
			continue;
		extra = json_loads(text, 0, NULL);
		str_copy(kind, 16, json_text(extra, "incident"));
		json_decref(extra);
	}
	if (!kind[0])
		*word = "";
}

bool
intake_is_grouped(const struct intake *in)
{
	const struct rows *rows = in->respondent.rows;
	const char *grouped = rows && rows->n > 0 ? rows_named(rows, 0, "grouped") : "";

	return str_eq(grouped, "t") || str_eq(grouped, "true");
}

/* Whether so many people are concerned that it is a group matter (setting). */
static bool
is_crowd(const struct intake *in, struct ui *ui)
{
	long most = strtol(ui_label(ui, "setting", "group_affected"), NULL, 10);

	return most > 0 && intake_is_major(in) &&
	       strtol(form_named(in->form, "affected"), NULL, 10) >= most &&
	       !str_eq(form_named(in->form, "inckind"), "i05");
}

bool
intake_alarm(const struct intake *in, struct ui *ui, char *out, size_t size)
{
	const char *key = keys_for(PLACE_CALL, ACT_ALERT);
	const char *word;
	char kind[16];

	if (is_crowd(in, ui)) {
		str_format(out, size,
			   _("%s people are concerned: is it a group matter?"),
			   form_named(in->form, "affected"));
		return true;
	}
	if (intake_is_major(in))
		return false;
	kind_said(in, kind, &word);
	if (str_eq(kind, "i01"))
		str_format(out, size,
			   _("“%s” was said: a food safety accident is reported upward "
			     "at once (Food Safety Law article 103); %s does it."),
			   word, key);
	else if (*kind)
		str_format(out, size,
			   _("“%s” was said: is it a major incident? %s reports it at "
			     "once."),
			   word, key);
	else if (intake_is_grouped(in))
		str_format(out, size,
			   _("A group matter? %s complainants about this respondent "
			     "within %s days; %s reports it at once."),
			   rows_named(in->respondent.rows, 0, "callers_now"),
			   rows_named(in->respondent.rows, 0, "days"), key);
	else
		return false;
	return true;
}

void
intake_warn(struct intake *in, struct ui *ui)
{
	char text[300];

	if (!intake_alarm(in, ui, text, sizeof text) || str_eq(text, in->warned))
		return;
	str_copy(in->warned, sizeof in->warned, text);
	ui_say(ui, FACE_WARN, "%s", text);
}

static void
go_to(struct intake *in, struct ui *ui, const char *name)
{
	int field = form_find(in->form, name);

	if (field >= 0)
		fieldset_focus(&in->fields, ui, (size_t)field);
}

/* The first of its facts that has no answer yet. */
static const char *
missing(const struct intake *in)
{
	static const char *const facts[] = { "inckind", "evegrade", "ongoing",
					     "dead",	"injured",  "place" };
	size_t i;
	int field;

	for (i = 0; i < ARRAY_LEN(facts); i++) {
		field = form_find(in->form, facts[i]);
		if (field >= 0 && !*form_text(in->form, (size_t)field) &&
		    form_mark(in->form, (size_t)field) == MARK_NONE)
			return facts[i];
	}
	return "done";
}

void
intake_major(struct intake *in, struct ui *ui)
{
	const char *level = form_named(in->form, "evegrade"), *word;
	char kind[16];

	if (!intake_is_major(in)) {
		kind_said(in, kind, &word);
		intake_fill(in, "major", "true");
		if (!*level || str_eq(level, "1"))
			intake_fill(in, "evegrade", "2");
		if (!*form_named(in->form, "inckind"))
			intake_fill(in, "inckind", kind);
		fieldset_learn(&in->fields, ui);
	}
	go_to(in, ui, missing(in));
	ui_say(ui, FACE_WARN,
	       _("Major incident: its facts below, F6 where one is not known; ^S "
		 "reports it to every superior at once, what else is asked may "
		 "follow."));
	ui_damage(ui, DAMAGE_SCREEN);
}

/* The ticket as it was registered: the centre gives it back so, also before it has it. */
static json_t *
registered(const struct intake *in, struct ui *ui)
{
	const struct intake_op *op = &in->ops[0];
	json_t *doc = json_object(), *facts = form_payload(in->form);
	const struct transition *row;
	char unit[10];

	str_copy(unit, sizeof unit, op->regno);
	json_put(doc, "ticket", op->ticket);
	json_put(doc, "kind", kind_name(op->kind));
	json_put(doc, "regno", op->regno);
	json_put(doc, "unit", unit);
	json_put(doc, "registered_unit", unit);
	json_put_int(doc, "version", 1);
	json_object_set_new(doc, "facts", facts);
	vec_each(row, &ui_state(ui)->transitions)
		if (str_eq(row->action, "register") &&
		    str_eq(row->kind, kind_name(op->kind)) && !*json_text(doc, "state"))
			json_put(doc, "state", row->to);
	return doc;
}

bool
intake_supply(struct intake *in, struct ui *ui)
{
	struct str lacks = { 0 };
	json_t *doc;
	bool any;

	intake_lacks(in->form, &lacks);
	any = lacks.len > 0;
	str_release(&lacks);
	if (!any || !in->ops[0].regno[0])
		return false;
	doc = registered(in, ui);
	ui_open(ui, "act",
		&(struct opening){ .ticket = in->ops[0].ticket,
				   .action = action_named("amend"),
				   .doc = doc });
	json_decref(doc);
	return true;
}
