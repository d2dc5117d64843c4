/* A workstation before a desk that says anything and a person who presses anything.
 * A line of the input is a message, or "r" and the rows that answer every question under
 * way, or "k" and keys: control letters, text, and from 0x80 on those with names.
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "ui/own.h"
#include "ui/term/term.h"
#include "ui/ui.h"

#define WALL INT64_C(1795400000000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES_MOST = 60, KEYS_MOST = 60 };

static const char welcome[] =
	"{\"m\":\"welcome\",\"operator\":{\"name\":\"recv\",\"label\":\"王芳\",\"number\":"
	"\"0123\",\"unit\":\"330100000\",\"unit_name\":\"杭州市局\",\"duties\":[{\"duty\":"
	"\"r01\",\"unit\":\"330100000\"},{\"duty\":\"r03\",\"unit\":\"330100000\"},{\"duty\":"
	"\"r05\",\"unit\":\"330100000\"}]},\"store\":\"019aa000-0000-7000-8000-000000000001\","
	"\"demo\":true,\"installation\":\"i\",\"name\":\"岗哨\",\"link\":{\"state\":\"up\","
	"\"since\":0,\"text\":\"\",\"queued\":0,\"stuck\":0,\"drafts\":0,\"oldest\":0},"
	"\"server_now\":\"2026-11-23T14:05:00+08:00\"}";

static struct loop *loop;
static struct conf *conf;
static int door; /* where a desk would listen: it takes every caller and says nothing */
static char dir[64];

static void
clear(void)
{
	char path[108];

	str_format(path, sizeof path, "%s/recv.sock", dir);
	unlink(path);
	rmdir(dir);
}

static void
listen_here(void)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };

	str_copy(dir, sizeof dir, "/tmp/fuzz-ui-XXXXXX");
	if (!mkdtemp(dir))
		abort();
	atexit(clear);
	str_format(where.sun_path, sizeof where.sun_path, "%s/recv.sock", dir);
	door = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (door < 0 || bind(door, (struct sockaddr *)&where, sizeof where) != 0 ||
	    listen(door, 8) != 0)
		abort();
}

static void
start(void)
{
	const struct term_options o = { .theme = "mono", .rows = 24, .cols = 80 };
	char path[128];
	struct err err;
	FILE *f;

	(void)signal(SIGPIPE, SIG_IGN);
	listen_here();
	setenv("LC_ALL", "C.UTF-8", 1);
	setlocale(LC_ALL, "");
	str_format(path, sizeof path, "/tmp/fuzz-ui-%d.conf", (int)getpid());
	f = fopen(path, "w");
	if (!f ||
	    fprintf(f,
		    "demo = true; desk = { run = \"%s\"; program = "
		    "\"/bin/false\"; }; screen = { lock = 0; };\n",
		    dir) < 0 ||
	    fclose(f) != 0 || chmod(path, 0600) != 0 ||
	    conf_load(&conf, path, &err) != DONE || term_start(&o, &err) != DONE)
		abort();
	unlink(path);
	loop = loop_new();
}

static void
say(struct ui *ui, const char *text, size_t len, struct stamp now)
{
	json_t *m;

	if (json_read(&m, text, len, NULL) != DONE)
		return;
	talk_message(ui, m, now);
	json_decref(m);
}

static void
answer_all(struct ui *ui, const char *text, size_t len, struct stamp now)
{
	json_t *rows, *m;
	size_t i;

	if (json_read(&rows, text, len, NULL) != DONE)
		return;
	for (i = ui->state.asked.n; i-- > 0;) {
		if (i >= ui->state.asked.n || !ui->state.asked.v[i]->waiting)
			continue;
		m = json_pack("{s:s, s:I, s:s, s:i, s:[], s:b, s:O}", "m", "rows", "id",
			      (json_int_t)ui->state.asked.v[i]->id, "from", "centre",
			      "age", 0, "cols", "last", 1, "rows", rows);
		talk_message(ui, m, now);
		json_decref(m);
	}
	json_decref(rows);
}

static void
key_of(struct key *key, unsigned char byte)
{
	*key = (struct key){ .code = byte };
	if (byte >= 0x80) {
		key->code = K_UP + (byte - 0x80) % (K_F10 - K_UP);
	} else if (byte >= 0x20) {
		key->code = K_TEXT;
		key->text[0] = (char)byte;
	} else if (byte == '\r') {
		key->code = K_ENTER;
	} else if (byte == '\t') {
		key->code = K_TAB;
	}
}

static void
log_in(struct ui *ui)
{
	static const char typed[] = "recv\rx\r";
	struct key key;
	size_t i;

	for (i = 0; i < sizeof typed - 1; i++) {
		key_of(&key, (unsigned char)typed[i]);
		ui_key(ui, &key);
	}
}

static void
press(struct ui *ui, const unsigned char *bytes, size_t len)
{
	struct key key;
	size_t i;

	for (i = 0; i < len && i < KEYS_MOST; i++) {
		if (str_eq(ui_top(ui)->cls->name, "login"))
			return; /* it would start a desk */
		key_of(&key, bytes[i]);
		ui_key(ui, &key);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data, *end = line + size, *stop;
	struct stamp now = { .wall = WALL, .mono = 1000 };
	struct ui *ui;
	size_t len;
	int n, desk;

	if (!loop)
		start();
	ui = ui_new(loop, conf);
	ui_fix_clock(ui, WALL);
	ui_start(ui);
	log_in(ui);
	say(ui, welcome, strlen(welcome), now);
	for (n = 0; line < end && n < LINES_MOST; n++, line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		len = (size_t)(stop - line);
		if (len && *line == 'r')
			answer_all(ui, line + 1, len - 1, now);
		else if (len && *line == 'k')
			press(ui, (const unsigned char *)line + 1, len - 1);
		else
			say(ui, line, len, now);
		now.mono += 100;
		ui_paint(ui, now);
	}
	ui_free(ui);
	while ((desk = accept(door, NULL, NULL)) >= 0)
		close(desk);
	return 0;
}
