/* bulk.c -- the operations of one act on several tickets, until each is settled. */
#include "ui/part/bulk.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

void
bulk_kept(struct bulk *b, const json_t *kept)
{
	const json_t *ops = json_object_get(kept, "ops"), *op;
	size_t i;

	if (json_array_size(ops) < 2 && b->open.n == 0)
		return;
	if (b->open.n == 0)
		b->done = b->refused = b->why[0] = 0;
	json_array_foreach(ops, i, op)
		str_copy(vec_add(&b->open)->op, UUID_TEXT, json_text(op, "op"));
}

static bool
take_out(struct bulk *b, const struct uuid *op)
{
	char id[UUID_TEXT];
	size_t i;

	uuid_text(op, id);
	for (i = 0; i < b->open.n; i++)
		if (str_eq(b->open.v[i].op, id)) {
			vec_remove(&b->open, i);
			return true;
		}
	return false;
}

static void
count(struct bulk *b, const struct event *event)
{
	const char *regno = json_text(event->body, "regno");
	size_t len = strlen(regno), at = strlen(b->why);

	if (str_eq(json_text(event->body, "state"), "applied")) {
		b->done++;
		return;
	}
	b->refused++;
	str_format(b->why + at, sizeof b->why - at, "  %s %s",
		   len > 8 ? regno + len - 8 : regno, event->text);
}

void
bulk_settled(struct bulk *b, struct ui *ui, const struct event *event)
{
	if (event->kind != EVENT_SETTLED || !take_out(b, &event->settled.op))
		return;
	count(b, event);
	if (b->open.n || b->done + b->refused < 2)
		return;
	if (b->refused)
		ui_say(ui, FACE_BAD, _("Done %zu, refused %zu (F6):%s"), b->done,
		       b->refused, b->why);
	else
		ui_say(ui, FACE_GOOD, _("Delivered: all %zu are done."), b->done);
}

void
bulk_release(struct bulk *b)
{
	vec_release(&b->open);
}
