/* admin_tree.c -- the sql tree that came with the program, read and never written.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "admin.h"

enum { TREE_FILE_MAX = 64 << 20 };

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
path_of(struct str *out, const struct admin *admin, const char *folder,
	const char *name)
{
	str_set(out, admin->tree);
	if (*folder)
		str_addf(out, "/%s", folder);
	if (*name)
		str_addf(out, "/%s", name);
}

enum verdict
tree_list(struct tree_files *files, const struct admin *admin, const char *folder,
	  const char *ending, struct err *err)
{
	VEC(char *) names = { 0 };
	struct str path = { 0 };
	struct dirent *entry;
	DIR *dir;

	*files = (struct tree_files){ .n = 0 };
	path_of(&path, admin, folder, "");
	dir = opendir(str_text(&path));
	if (!dir) {
		refuse(err, _("%s cannot be read: %s."), str_text(&path),
		       text_errno(errno));
		str_release(&path);
		return REFUSED;
	}
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.' && str_ends(entry->d_name, ending))
			vec_push(&names, xstrdup(entry->d_name));
	closedir(dir);
	str_release(&path);
	if (names.n)
		qsort(names.v, names.n, sizeof *names.v, by_name);
	files->names = names.v;
	files->n = names.n;
	return DONE;
}

void
tree_release(struct tree_files *files)
{
	size_t i;

	for (i = 0; i < files->n; i++)
		free(files->names[i]);
	free(files->names);
	*files = (struct tree_files){ .n = 0 };
}

enum verdict
tree_read(struct str *out, const struct admin *admin, const char *folder,
	  const char *name, struct err *err)
{
	struct str path = { 0 };
	enum verdict v;

	path_of(&path, admin, folder, name);
	str_clear(out);
	v = cli_read(out, str_text(&path), TREE_FILE_MAX, err);
	str_release(&path);
	return v;
}
