/* desk.c -- one operator's desk: its beginning and its end.  What it does in between stands
 * in the table of events (event.c).
 */
#include "desk.h"

#include <string.h>

#include "event.h"

void
desk_init(struct desk *desk, struct loop *loop, const struct conf *conf,
	  const char *operator_name)
{
	memset(desk, 0, sizeof *desk);
	desk->loop = loop;
	desk->conf = conf;
	desk->operator_name = operator_name;
	desk->hearers = desk_hearers;
	desk_raise(desk, DESK_MADE, clock_now());
}

void
desk_release(struct desk *desk)
{
	desk_raise(desk, DESK_ENDED, clock_now());
	json_decref(desk->who);
	json_decref(desk->centre);
	store_close(desk->store);
	secret_forget(&desk->candidate);
	secret_forget(&desk->password);
	memset(desk, 0, sizeof *desk);
}
