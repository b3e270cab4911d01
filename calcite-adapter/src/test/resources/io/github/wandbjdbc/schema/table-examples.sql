-- Each table, where its rows in the manual come from, and the statement that reads them.

-- alerts: logged
SELECT run_id, number, level, title, text FROM alerts WHERE run_id = 'whole-01'

-- artifact_collections: server
SELECT artifact_type, collection, kind FROM artifact_collections

-- artifact_files: server
SELECT name, size_bytes, md5 FROM artifact_files WHERE artifact_id = 'QXJ0aWZhY3Q6MTI='

-- artifact_types: server
SELECT artifact_type, created_at FROM artifact_types

-- artifacts: server
SELECT artifact_id, version, aliases, size_bytes FROM artifacts
WHERE artifact_type = 'model' AND collection = 'classifier'

-- console_logs: server
SELECT number, level, line FROM console_logs WHERE run_id = 'wide-02' ORDER BY number

-- files: server
SELECT run_id, name, size_bytes FROM files WHERE name LIKE '%.pt'

-- history: sample
SELECT run_id, _step, "train/loss", "val/acc" FROM history
WHERE run_id = 'sgd-mid01' AND "val/acc" IS NOT NULL AND _step < 100

-- history_values: sample
SELECT run_id, _step, key, "value" FROM history_values
WHERE run_id = 'sgd-mid01' AND key LIKE 'val/%' AND _step <= 41

-- history_with_parents: server
SELECT run_id, _step, recorded_by, loss FROM history_with_parents WHERE run_id = 'fork-03'

-- logged_tables: server
SELECT run_id, key, _step, row_count, column_names FROM logged_tables

-- metric_definitions: server
SELECT run_id, name, step_metric, summary, goal FROM metric_definitions

-- metric_stats: sample
SELECT run_id, steps, max_value, step_of_max, last_value FROM metric_stats
WHERE key = 'val/acc' AND run_id IN ('sgd-slow1', 'sgd-mid01', 'sgd-hot01')

-- metrics: sample
SELECT key, types, steps, run_steps FROM metrics WHERE run_id = 'adam-mid1' AND key LIKE '%/%'

-- reports: server
SELECT title, username, created_at FROM reports

-- run_artifacts: server
SELECT run_id, direction, artifact_type, collection, version FROM run_artifacts

-- run_config: sample
SELECT run_id, "value" FROM run_config WHERE path = 'lr' ORDER BY "value" DESC LIMIT 5

-- run_environment: server
SELECT run_id, program, arguments, python, gpu, gpu_count FROM run_environment

-- run_summary: sample
SELECT run_id, path, "value" FROM run_summary WHERE run_id LIKE 'sgd-%' AND path = 'val/acc'

-- run_tags: sample
SELECT run_id, tag FROM run_tags WHERE run_id LIKE 'sgd-%'

-- runs: sample
SELECT run_id, name, state, "config.lr", "summary.val/acc" FROM runs
WHERE run_group = 'adam' ORDER BY "summary.val/acc" DESC

-- sampled_history: sample
SELECT run_id, _step, "train/loss" FROM sampled_history
WHERE run_id = 'adam-long' AND samples = 5

-- sweep_agents: server
SELECT sweep_id, agent_id, host, state, run_count FROM sweep_agents

-- sweeps: server
SELECT sweep_id, method, metric, goal, best_loss, run_count FROM sweeps

-- system_metrics: sample
SELECT run_id, recorded_at, "value" FROM system_metrics
WHERE run_id = 'sgd-mid01' AND key = 'proc.memory.rssMB'

-- information_schema.schemata: server
SELECT catalog_name, schema_name FROM information_schema.schemata

-- information_schema.tables: sample
SELECT table_name, remarks FROM information_schema.tables
WHERE table_name LIKE 'run\_%' ESCAPE '\'

-- information_schema.columns: sample
SELECT table_name, column_name, data_type, exact_key FROM information_schema.columns
WHERE table_name IN ('runs', 'history') AND exact_key LIKE 'val/%'

-- information_schema.requests: server
SELECT COUNT(*) FROM runs;
SELECT operation, attempt, status FROM information_schema.requests

-- information_schema.limits: server
SELECT max_concurrent, allowed, under_way, waiting FROM information_schema.limits

-- information_schema.server: server
SELECT COUNT(*) FROM files WHERE name LIKE '%.pt';
SELECT name, "value" FROM information_schema.server WHERE name LIKE '%pattern%'

-- information_schema.cache: server
SELECT * FROM history WHERE run_id = 'base-01';
SELECT entity, project, run_id, bytes FROM information_schema.cache

-- "*".projects: server
SELECT project, description, runs, last_active_at FROM "*".projects

-- "*".runs: server
SELECT project, run_id, state, "summary.acc" FROM "*".runs ORDER BY "summary.acc" DESC LIMIT 3

-- "*".users: server
SELECT username, entity FROM "*".users

-- "*".teams: server
SELECT entity, is_default FROM "*".teams

-- "*".members: server
SELECT username, name, role FROM "*".members

-- "*".history: server
SELECT project, run_id, _step, loss FROM "*".history
WHERE run_id IN ('base-01', 'voice-01') AND _step = 0 ORDER BY run_id
