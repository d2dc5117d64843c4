/* A store file that somebody changed: it opens as it was or not at all, and says why.
 * The input is a list of changes: two bytes of a place, one of a length, what goes there.
 */
#include "base/mem.h"

#include "action/action.h"

#include "store/draft.h"
#include "store/mirror.h"
#include "store/outbox.h"

#include "fuzz_kit.h"

enum { OPS = 6, FILE_MOST = 1 << 20 };

static unsigned char whole[FILE_MOST];
static size_t whole_size;
static char wanted[20000]; /* all that the store says, when nobody has changed it */

static void
path_of(char out[128], const char *suffix)
{
	str_format(out, 128, "%s/%s%s", kit_dir, NAME, suffix);
}

static void
say(struct str *out, const struct rows *rows)
{
	size_t r;
	int c;

	for (r = 0; r < rows->n; r++)
		for (c = 0; c < (int)rows->query->ncolumns; c++)
			str_addf(out, "%s|", rows_cell(rows, r, c));
}

/* False: something could not be read, which is an answer too. */
static bool
tell_all(struct store *store, struct str *out)
{
	struct rows *box = rows_new(query_named("outbox"));
	struct rows *drafts = rows_new(query_named("drafts"));
	struct str meta = { 0 };
	bool good = outbox_rows(store, box, NULL) == DONE &&
		    draft_rows(store, drafts, NULL) == DONE &&
		    store_meta_get(store, "operator", &meta, NULL) == DONE;

	say(out, box);
	say(out, drafts);
	str_addf(out, "%s|%lld", str_text(&meta), (long long)leases_left(store));
	str_release(&meta);
	rows_free(box);
	rows_free(drafts);
	return good;
}

static void
fill(struct store *store)
{
	struct draft draft = { .id = uuid_new(WALL),
			       .seq = 1,
			       .at = WALL,
			       .body = "{\"fields\":{\"pname\":\"张三\"}}" };
	struct command cmd = { .action = action_named("note") };
	const struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };
	struct kept kept;
	struct err err;
	int i;

	for (i = 0; i < OPS; i++) {
		cmd.op = uuid_new(WALL + i);
		cmd.ticket = uuid_new(WALL + 100 + i / 2);
		cmd.payload = json_pack("{s:s}", "note", "催办李四13800138000");
		if (outbox_put(store, &parcel, &kept, &err) != DONE)
			abort();
		json_decref(cmd.payload);
	}
	if (draft_put(store, &draft, &err) != DONE ||
	    store_meta_put(store, "operator", "{\"name\":\"recv\"}", &err) != DONE)
		abort();
}

static void
prepare(void)
{
	struct store *store = kit_store();
	struct str all = { 0 };
	char path[128];
	FILE *f;

	fill(store);
	while (store_tidy(store, WALL))
		;
	if (!tell_all(store, &all) || all.len >= sizeof wanted)
		abort();
	str_copy(wanted, sizeof wanted, all.s);
	str_release(&all);
	store_close(store);
	path_of(path, ".db");
	f = fopen(path, "rb");
	whole_size = f ? fread(whole, 1, sizeof whole, f) : 0;
	if (!whole_size || fclose(f) != 0)
		abort();
}

/* The file as the changes make it; beside it nothing. */
static void
lay(const uint8_t *data, size_t size)
{
	static unsigned char changed[FILE_MOST];
	static const char *const others[] = { ".db-wal", ".db-shm", ".db-journal" };
	size_t at, i, n, end = whole_size;
	char path[128];
	FILE *f;

	memcpy(changed, whole, whole_size);
	if (size && data[0] == 0xFF && size > 2) /* cut short */
		end = whole_size * data[1] / 256;
	for (i = 0; i + 3 < size; i += 3 + n) {
		at = ((size_t)data[i] << 8 | data[i + 1]) * 16 % whole_size;
		at = (at + data[i + 2] / 16) % whole_size;
		n = (size_t)(data[i + 2] % 16) + 1;
		if (n > size - i - 3)
			n = size - i - 3;
		if (n > whole_size - at)
			n = whole_size - at;
		memcpy(changed + at, data + i + 3, n);
	}
	for (i = 0; i < 3; i++) {
		path_of(path, others[i]);
		unlink(path);
	}
	path_of(path, ".db");
	f = fopen(path, "wb");
	if (!f || fwrite(changed, 1, end, f) != end || fclose(f) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = NULL;
	struct str all = { 0 };
	struct err err = { 0 };

	if (!whole_size)
		prepare();
	lay(data, size);
	if (store_open(&store, kit_dir, NAME, PASSWORD, &err) != DONE) {
		if (!err.text[0])
			abort();
		return 0;
	}
	if (tell_all(store, &all) && !str_eq(str_text(&all), wanted))
		abort();
	store_close(store);
	str_release(&all);
	return 0;
}
