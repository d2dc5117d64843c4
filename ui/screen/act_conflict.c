/* act_conflict.c -- shows the operator's step beside those that came between: who did what
 * since the ticket was read, then both values field by field.  A pair is the same field of
 * the same step, filled in differently by both.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/part/sheet.h"
#include "ui/screen/act.h"

static const json_t *
timeline_of(const struct act_screen *a)
{
	return json_object_get(act_ticket(a)->doc, "timeline");
}

/* The version that one's own step was built on; -1: the ticket's past does not say. */
static int64_t
version_seen(const struct act_screen *a)
{
	const json_t *timeline = timeline_of(a), *event;
	const char *base = json_text(json_object_get(a->body, "conflict"), "base");
	size_t i;

	if (str_starts(base, "server:"))
		return strtoll(base + strlen("server:"), NULL, 10);
	json_array_foreach(timeline, i, event) {
		if (str_starts(base, "op:") &&
		    str_eq(json_text(event, "op"), base + strlen("op:")))
			return json_int(event, "version", -1);
	}
	return -1;
}

/* Something that changed the ticket since; where it is not known since when, the last. */
static bool
came_between(const struct act_screen *a, int64_t seen, size_t i)
{
	const json_t *timeline = timeline_of(a);
	const json_t *event = json_array_get(timeline, i);
	const struct action *action = action_named(json_text(event, "action"));

	if (seen < 0)
		return i + 1 == json_array_size(timeline);
	return json_int(event, "version", 0) > seen &&
	       !(action && action->flags & ACTION_APPENDS);
}

/* At another place, or in another session. */
static bool
is_me(struct ui *ui, const json_t *event)
{
	return str_eq(json_text(event, "operator"), ui_state(ui)->me.name);
}

static void
put_event(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols,
	  const json_t *event)
{
	const char *step = json_text(event, "name");
	const struct action *action = action_named(json_text(event, "action"));
	struct str text = { 0 };
	char at[24];

	if (!*step)
		step = action ? _(action->label)
			      : fact_deed(json_text(event, "action"));
	fact_stamp(at, sizeof at, json_text(event, "at"));
	if (is_me(ui, event))
		str_addf(&text, _("Meanwhile you yourself, elsewhere: %s (%s)"), step,
			 at);
	else
		str_addf(&text, _("Meanwhile %s %s: %s (%s)"),
			 json_text(event, "unit_name"), json_text(event, "label"), step,
			 at);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_WARN, str_text(&text));
	str_clear(&text);
	fact_summary(ui, act_ticket(a), action, json_object_get(event, "payload"),
		     &text);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	str_wipe(&text);
}

/* By whom a field was spoken of last between, by the same step; NULL: by nobody. */
static const json_t *
their_word(const struct act_screen *a, int64_t seen, const char *field)
{
	const json_t *event;
	size_t i;

	for (i = json_array_size(timeline_of(a)); i-- > 0;) {
		event = json_array_get(timeline_of(a), i);
		if (came_between(a, seen, i) &&
		    str_eq(json_text(event, "action"), a->action->name) &&
		    json_object_get(json_object_get(event, "payload"), field))
			return event;
	}
	return NULL;
}

/* As it stands in the form now, in words. */
static void
my_word(const struct act_screen *a, struct ui *ui, size_t i, struct str *out)
{
	const struct field *field = form_field(a->form, i);
	json_t *own = form_payload(a->form), *typed = NULL;
	const json_t *value = json_object_get(own, field->name);

	if (!value)
		value = typed = json_string(form_text(a->form, i));
	fact_text(ui, act_ticket(a), field, value, out);
	json_decref(typed);
	json_decref(own);
}

static void
put_pair(struct sheet *sheet, int cols, const char *label, const char *mine,
	 const char *who, const char *theirs)
{
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_LABEL, label);
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_DIM, _("mine"));
	sheet_wrap(sheet, 6, cols - 6, FACE_PLAIN, mine);
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_DIM, who);
	sheet_wrap(sheet, 6, cols - 6, FACE_WARN, theirs);
}

/* Only of what I said: a field that the form merely shows is nobody's word against theirs. */
static void
put_field(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols,
	  size_t i)
{
	const struct field *field = form_field(a->form, i);
	const json_t *mine_then = json_object_get(
		json_object_get(json_object_get(a->body, "conflict"), "mine"),
		field->name);
	const json_t *event =
		mine_then ? their_word(a, version_seen(a), field->name) : NULL;
	struct str mine = { 0 }, theirs = { 0 };

	if (!event)
		return;
	my_word(a, ui, i, &mine);
	fact_text(ui, act_ticket(a), field,
		  json_object_get(json_object_get(event, "payload"), field->name),
		  &theirs);
	if (!str_eq(str_text(&mine), str_text(&theirs)))
		put_pair(sheet, cols, form_label(a->form, i), str_text(&mine),
			 is_me(ui, event) ? _("elsewhere") : _("theirs"),
			 str_text(&theirs));
	str_wipe(&mine);
	str_wipe(&theirs);
}

void
act_put_conflict(const struct act_screen *a, struct ui *ui, struct sheet *sheet,
		 int cols)
{
	int64_t seen = version_seen(a);
	size_t i;

	for (i = 0; i < json_array_size(timeline_of(a)); i++)
		if (came_between(a, seen, i))
			put_event(a, ui, sheet, cols,
				  json_array_get(timeline_of(a), i));
	for (i = 0; i < form_count(a->form); i++)
		put_field(a, ui, sheet, cols, i);
}
