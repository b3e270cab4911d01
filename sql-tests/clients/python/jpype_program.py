"""The DB-API of JPype, whose calls JayDeBeApi makes as well; takes the jar, a URL and an API key."""
import sys

import jpype
import jpype.dbapi2

jar, url, key = sys.argv[1:]
# Debian keeps JPype's own classes apart from the module, where it doesn't look for them.
jpype.startJVM(classpath=[jar, "/usr/share/java/org.jpype.jar"])

with jpype.dbapi2.connect(url, driver_args={"password": key}) as connection:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT run_id, "config.lr", history_rows, read_only, created_at'
            " FROM runs WHERE run_group = ? ORDER BY run_id", ("momentum",))
        print([column[0] for column in cursor.description])
        for run_id, lr, steps, read_only, created_at in cursor.fetchall():
            print(run_id, float(lr), int(steps), bool(read_only), str(created_at)[:17])

        cursor.execute(
            'SELECT _step, "train/loss", "val/acc" FROM history WHERE run_id = ? AND _step IN (?, ?)',
            ("sgd-hot01", 0, 2))
        for step, loss, accuracy in cursor:
            print(int(step), float(loss), accuracy)

        try:
            cursor.execute("SELECT nme FROM runs")
        except Exception as e:
            print(type(e).__name__, 'did you mean "name"?' in str(e))
    connection.commit()
