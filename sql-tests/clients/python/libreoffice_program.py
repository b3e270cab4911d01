"""A Base document, its tables and a row set; takes a directory, the jar, a URL and an API key."""
import os
import subprocess
import sys
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

directory, jar, url, key = sys.argv[1:]


def value(name, value):
    return PropertyValue(Name=name, Value=value)


def connected(office):
    """The office's context, as soon as it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            return resolver.resolve(
                f"uno:pipe,name=wandb{os.getpid()};urp;StarOffice.ComponentContext")
        except NoConnectException:
            subprocess.run(["sleep", "0.2"])
    sys.exit("LibreOffice ended at once")


def columns(table):
    return [c for c in table.Columns.ElementNames if c in ("run_id", "_step", "config.lr", "train/loss")]


def main(context):
    create = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
    source = create("com.sun.star.sdb.DatabaseContext").createInstance()
    source.URL = url
    source.Info = (
        value("JavaDriverClass", "io.github.wandbjdbc.jdbc.WandbDriver"),
        value("JavaDriverClassPath", uno.systemPathToFileUrl(jar)),
    )
    document = uno.systemPathToFileUrl(os.path.join(directory, "runs.odb"))
    source.DatabaseDocument.storeAsURL(document, ())

    connection = source.getConnection("", key)
    for name in sorted(connection.Tables.ElementNames):
        print(name, columns(connection.Tables.getByName(name)))

    rows = create("com.sun.star.sdb.RowSet")
    rows.DataSourceName = document
    rows.ActiveConnection = connection
    rows.CommandType = uno.getConstantByName("com.sun.star.sdb.CommandType.TABLE")
    rows.Command = "demo-team.digits.runs"
    rows.Filter = "\"run_group\" = 'momentum'"
    rows.ApplyFilter = True
    rows.Order = '"run_id"'
    rows.execute()
    position = rows.findColumn("config.hidden")
    while rows.next():
        print(rows.getString(1), rows.getDouble(position), rows.getTimestamp(4).Hours)

    statement = connection.prepareStatement(
        'SELECT COUNT( * ) AS "c", MAX( "val/acc" ) FROM "digits"."history" WHERE "run_id" = ?')
    statement.setString(1, "adam-long")
    answer = statement.executeQuery()
    answer.next()
    print(answer.getLong(1), answer.getDouble(2))
    connection.close()


office = subprocess.Popen([
    "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
    f"-env:UserInstallation={uno.systemPathToFileUrl(os.path.join(directory, 'profile'))}",
    f"--accept=pipe,name=wandb{os.getpid()};urp;"])
try:
    context = connected(office)
    main(context)
finally:
    office.terminate()
    office.wait()
