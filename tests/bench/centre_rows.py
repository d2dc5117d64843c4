def all_of_them(table, place, centre):
    pass
