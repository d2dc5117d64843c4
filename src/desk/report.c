/* report.c -- tells the clients the state of link and queue.
 * Law: they are told of every change once, at the end of the turn.
 */
#include "report.h"

#include <stdlib.h>

#include "base/mem.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/outbox.h"

#include "agree.h"
#include "client.h"
#include "pass.h"
#include "uplink.h"

struct report {
	struct msg_link last; /* as told to the clients; its texts are not used */
	unsigned changes; /* of the link, when it was told */
};

void
report_fill(const struct desk *desk, struct msg_link *out)
{
	struct outbox_counts counts = { 0 };

	*out = (struct msg_link){ 0 };
	uplink_describe(desk, out);
	agree_describe(desk, out);
	if (!desk->store)
		return;
	outbox_counts(desk->store, &counts);
	out->queued = counts.queued;
	out->stuck = counts.stuck;
	out->held = counts.held;
	out->oldest = counts.oldest;
	out->numbers = leases_left(desk->store);
	out->leave = pass_until(desk);
	out->drafts = draft_count(desk->store);
}

/* Whether a client would show the two alike, the link's own state and text apart. */
static bool
reports_are_alike(const struct msg_link *one, const struct msg_link *two)
{
	return one->queued == two->queued && one->stuck == two->stuck &&
	       one->held == two->held && one->drafts == two->drafts &&
	       (one->numbers > 0) == (two->numbers > 0) && one->agreed == two->agreed &&
	       one->again == two->again;
}

void
report_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->report = xcalloc(1, sizeof *desk->report);
}

void
report_turn(struct desk *desk, struct event *event)
{
	struct report *r = desk->report;
	struct msg_link is;

	(void)event;
	report_fill(desk, &is);
	if (r->changes == uplink_changes(desk) && reports_are_alike(&is, &r->last))
		return;
	clients_tell(desk, msg_link(&is));
	r->last = is;
	r->changes = uplink_changes(desk);
}

void
report_ended(struct desk *desk, struct event *event)
{
	(void)event;
	free(desk->report);
	desk->report = NULL;
}
