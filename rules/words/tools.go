package words

import (
	"slices"
	"strings"
)

// A Tool is a table that a program other than the application keeps its own
// state in. Its rows go out as they are, so that the program finds them.
type Tool struct {
	Name   string   // what the table belongs to, for a reason: "Flyway"
	masked []string // the columns that hold persons, hosts or messages all the same
	own    []string // the columns that it is known by
}

// Masks reports whether a column of the table is masked: one that is known to hold what
// is somebody's, or is called so and no sign of the tool: whoever took its table's name
// for persons, or gave it a column more, has not asked the tool.
func (t Tool) Masks(column string) bool {
	is := func(other string) bool { return strings.EqualFold(other, column) }
	return slices.ContainsFunc(t.masked, is) || !slices.ContainsFunc(t.own, is) && namesSomebody(column)
}

// namesSomebody reports whether a name says, whatever its table is, that a person is in
// a column, or what is known of one.
func namesSomebody(column string) bool {
	terms := dictionary().terms(column)
	switch m := anyTable().Column(column, Text); {
	case m.Class == Sensitive, m.Class == Secret, m.Class == Personal && m.Kind.OfPerson():
		return true
	case len(terms) == 0:
		return false
	}
	last := terms[len(terms)-1].role
	return last == person || last == byWord
}

// A mark is how a tool's table is known: by its schema ("" for any), its name,
// and two columns that it has. A table of the application may have the name
// (migrations, version), hardly the columns as well.
type mark struct {
	schema, table string
	columns       string // separated by blanks
	tool          string
	masked        string // separated by blanks
}

// tools are the tables of migration and framework tools, and the reference
// tables of extensions, from the DDL that each of them runs.
var tools = []mark{
	{"", "schema_migrations", "version", "Rails, Ecto, golang-migrate, dbmate or Supabase", "created_by"},
	{"", "ar_internal_metadata", "key value", "Rails", ""},
	{"", "active_storage_attachments", "name record_type record_id blob_id", "Rails", ""},
	{"", "data_migrations", "version", "data_migrate", ""},
	{"", "django_migrations", "app name applied", "Django", ""},
	{"", "django_content_type", "app_label model", "Django", ""},
	{"", "auth_permission", "content_type_id codename", "Django", ""},
	{"", "south_migrationhistory", "app_name migration", "South", ""},
	{"", "flyway_schema_history", "installed_rank script", "Flyway", "installed_by"},
	{"", "schema_version", "installed_rank script", "Flyway", "installed_by"},
	{"", "changelog", "script checksum installed_by", "Evolve", "installed_by"},
	{"", "databasechangelog", "id filename md5sum", "Liquibase", "author"},
	{"", "databasechangeloglock", "id locked", "Liquibase", "lockedby"},
	{"", "alembic_version", "version_num", "Alembic", ""},
	{"", "_prisma_migrations", "checksum migration_name", "Prisma", "logs"},
	{"", "knex_migrations", "name batch", "Knex", ""},
	{"", "knex_migrations_lock", "is_locked", "Knex", ""},
	{"", "migrations_lock", "lock_key acquired_at", "Ghost", ""},
	{"", "goose_db_version", "version_id is_applied", "Goose", ""},
	{"", "gorp_migrations", "id applied_at", "sql-migrate", ""},
	{"", "__efmigrationshistory", "migrationid productversion", "Entity Framework", ""},
	{"", "__migrationhistory", "migrationid productversion", "Entity Framework", ""},
	{"", "migrations", "migration batch", "Laravel", ""},
	{"", "jobs", "queue payload attempts reserved_at available_at", "Laravel", "payload"},
	{"", "failed_jobs", "connection queue payload failed_at", "Laravel", "payload exception"},
	{"", "job_batches", "total_jobs pending_jobs failed_job_ids", "Laravel", "name options"},
	{"", "migrations", "timestamp name", "TypeORM", ""},
	{"", "migrations", "id name hash executed_at", "postgres-migrations or Supabase", ""},
	{"", "typeorm_metadata", "type value", "TypeORM", ""},
	{"", "sequelizemeta", "name", "Sequelize", ""},
	{"", "sequelizedata", "name", "Sequelize", ""},
	{"", "__diesel_schema_migrations", "version run_on", "Diesel", ""},
	{"", "_sqlx_migrations", "version checksum", "sqlx", ""},
	{"", "seaql_migrations", "version applied_at", "SeaORM", ""},
	{"", "refinery_schema_history", "version checksum", "Refinery", ""},
	{"", "doctrine_migration_versions", "version executed_at", "Doctrine", ""},
	{"", "migration_versions", "version", "Doctrine", ""},
	{"", "phinxlog", "version migration_name", "Phinx", ""},
	{"", "migration", "version apply_time", "Yii", ""},
	{"", "play_evolutions", "id hash state", "Play", ""},
	{"", "play_evolutions_lock", "lock", "Play", ""},
	{"", "__drizzle_migrations", "id hash created_at", "Drizzle", ""},
	{"supabase_migrations", "seed_files", "path hash", "Supabase", ""},
	{"", "migration_model", "id version", "Keycloak", ""},
	{"hdb_catalog", "hdb_version", "hasura_uuid version", "Hasura", "cli_state console_state"},
	{"hdb_catalog", "migration_settings", "setting value", "Hasura", ""},
	{"hdb_catalog", "schema_migrations", "version dirty", "Hasura", ""},
	{"", "schema_version", "version upgraded", "Synapse", ""},
	{"", "schema_compat_version", "compat_version", "Synapse", ""},
	{"", "applied_schema_deltas", "version file", "Synapse", ""},
	{"", "applied_module_schemas", "module_name file", "Synapse", ""},
	{"", "mikro_orm_migrations", "name executed_at", "MikroORM", ""},
	{"", "pgmigrations", "name run_on", "node-pg-migrate", ""},
	{"", "kysely_migration", "name timestamp", "Kysely", ""},
	{"", "kysely_migration_lock", "is_locked", "Kysely", ""},
	{"", "atlas_schema_revisions", "version applied", "Atlas", "operator_version error error_stmt"},
	{"atlas_schema_revisions", "atlas_schema_revisions", "version applied", "Atlas", "operator_version error error_stmt"},
	{"sqitch", "releases", "version installed_at", "Sqitch", "installer_name installer_email"},
	{"sqitch", "projects", "project uri", "Sqitch", "creator_name creator_email"},
	{"sqitch", "changes", "change_id change", "Sqitch", "note committer_name committer_email planner_name planner_email"},
	{"sqitch", "tags", "tag_id tag", "Sqitch", "note committer_name committer_email planner_name planner_email"},
	{"sqitch", "dependencies", "change_id dependency", "Sqitch", ""},
	{"sqitch", "events", "event change_id", "Sqitch", "note committer_name committer_email planner_name planner_email"},
	{"graphile_migrate", "migrations", "hash filename", "Graphile Migrate", ""},
	{"graphile_migrate", "current", "filename content", "Graphile Migrate", "content"},
	{"graphile_worker", "migrations", "id ts", "Graphile Worker", ""},
	{"", "_yoyo_migration", "migration_hash migration_id", "Yoyo", ""},
	{"", "_yoyo_version", "version installed_at_utc", "Yoyo", ""},
	{"", "_yoyo_log", "migration_hash operation", "Yoyo", "username hostname comment"},
	{"", "yoyo_lock", "locked pid", "Yoyo", ""},
	{"", "mt_migrations", "version name", "Marten", ""},
	{"", "schemaversions", "scriptname applied", "DbUp", ""},
	{"", "versioninfo", "version appliedon", "FluentMigrator", ""},
	{"", "darwin_migrations", "version checksum", "Darwin", ""},
	{"", "gp_schema_migrations", "version", "Pop", ""},
	{"", "schema_migration", "version", "Pop", ""},
	{"", "migrate_version", "repository_id version", "sqlalchemy-migrate", ""},
	{"", "migratehistory", "name migrated_at", "Peewee", ""},
	{"", "aerich", "version app", "Aerich", "content"},
	{"", "schema_info", "version", "Sequel", ""},
	{"", "schema_migrations", "filename", "Sequel", ""},
	{"", "gopg_migrations", "version created_at", "go-pg", ""},
	{"", "bun_migrations", "name group_id", "Bun", ""},
	{"", "bun_migration_locks", "table_name", "Bun", ""},
	{"", "oban_jobs", "queue worker args attempted_by", "Oban", "args errors attempted_by meta tags"},
	{"", "oban_peers", "name node", "Oban", "node"},
	{"", "good_jobs", "active_job_id serialized_params", "GoodJob", "serialized_params error concurrency_key labels"},
	{"", "solid_queue_recurring_tasks", "key schedule class_name", "Solid Queue", "command arguments description"},
	{"", "qrtz_locks", "sched_name lock_name", "Quartz", ""},
	{"", "qrtz_cron_triggers", "sched_name trigger_name cron_expression", "Quartz", "trigger_name trigger_group"},
	{"", "qrtz_triggers", "sched_name trigger_name job_data", "Quartz", "trigger_name trigger_group job_name job_group description job_data"},
	{"", "qrtz_job_details", "sched_name job_name job_data", "Quartz", "job_name job_group description job_data"},
	{"", "qrtz_scheduler_state", "sched_name instance_name", "Quartz", "instance_name"},
	{"", "shedlock", "name lock_until locked_by", "ShedLock", "locked_by"},
	{"", "batch_job_instance", "job_instance_id job_name job_key", "Spring Batch", "job_key"},
	{"pgboss", "queue", "name policy", "pg-boss", ""},
	{"pgboss", "schedule", "name cron", "pg-boss", "data options"},
	{"hangfire", "job", "statename invocationdata", "Hangfire", "invocationdata arguments"},
	{"", "django_celery_beat_crontabschedule", "minute hour day_of_week", "Celery", ""},
	{"", "django_celery_beat_periodictask", "name task kwargs", "Celery", "name args kwargs description headers"},
	{"", "django_celery_results_taskresult", "task_id task_name result", "Celery", "result traceback task_args task_kwargs worker meta periodic_task_name"},
	{"", "django_q_schedule", "func hook schedule_type", "Django Q", "name args kwargs task"},
	{"", "waffle_flag", "name everyone note", "Waffle", "note"},
	{"", "waffle_switch", "name active note", "Waffle", "note"},
	{"", "language_lines", "group key text", "Laravel", ""},
	{"", "media", "collection_name conversions_disk manipulations", "Laravel", "name file_name custom_properties responsive_images created_at updated_at"},
	{"", "taggings", "tag_id taggable_type context", "acts-as-taggable-on", "tenant created_at"},
	{"", "flipper_features", "key", "Flipper", ""},
	{"", "flipper_gates", "feature_key key value", "Flipper", "value"},
	{"", "active_storage_variant_records", "blob_id variation_digest", "Rails", ""},
	{"", "schema_migration_details", "version git_version rails_version", "Discourse", "hostname"},
	{"", "ir_model", "model state transient", "Odoo", "info"},
	{"", "ir_model_access", "model_id perm_read perm_unlink", "Odoo", ""},
	{"", "ir_model_constraint", "name model module type", "Odoo", "message"},
	{"", "ir_model_data", "module model res_id noupdate", "Odoo", ""},
	{"", "ir_model_fields", "model ttype field_description", "Odoo", ""},
	{"", "ir_module_category", "parent_id visible sequence", "Odoo", ""},
	{"", "ir_module_module", "name latest_version auto_install", "Odoo", "author website url description maintainer contributors"},
	{"", "ir_module_module_dependency", "name module_id", "Odoo", ""},
	{"", "ir_sequence", "number_next number_increment padding", "Odoo", ""},
	{"", "ir_ui_menu", "web_icon action sequence", "Odoo", ""},
	{"", "res_lang", "iso_code date_format decimal_point", "Odoo", ""},
	{"", "authentication_execution", "alias authenticator requirement authenticator_flow", "Keycloak", ""},
	{"", "authentication_flow", "alias provider_id top_level built_in", "Keycloak", "description"},
	{"", "client_scope", "name protocol realm_id", "Keycloak", "description"},
	{"", "protocol_mapper", "name protocol protocol_mapper_name", "Keycloak", ""},
	{"", "required_action_provider", "alias provider_id default_action", "Keycloak", ""},
	{"", "act_ge_property", "name_ value_ rev_", "Camunda, Flowable or Activiti", ""},
	{"", "act_ge_schema_log", "version_ timestamp_", "Camunda", ""},
	{"", "schema_version", "version_partition curr_version", "Temporal", ""},
	{"", "schema_update_history", "version_partition new_version old_version", "Temporal", ""},
	{"", "migration_log", "migration_id sql success", "Grafana", "error"},
	{"", "db_migrations", "version name", "Mattermost", ""},
	{"", "oc_migrations", "app version", "Nextcloud", ""},
	{"", "oc_mimetypes", "id mimetype", "Nextcloud", ""},
	{"", "classname_", "classnameid value", "Liferay", ""},
	{"", "release_", "servletcontextname buildnumber", "Liferay", ""},
	{"", "mdl_capabilities", "captype contextlevel riskbitmask", "Moodle", ""},
	{"", "ids", "table_name field_name nextid", "Zabbix", ""},
	{"", "stops", "stop_id stop_name stop_lat stop_lon", "GTFS", ""},
	{"", "routes", "route_id route_short_name route_long_name route_type", "GTFS", ""},
	{"", "trips", "route_id service_id trip_id trip_headsign", "GTFS", ""},
	{"", "stop_times", "trip_id stop_id stop_sequence arrival_time departure_time", "GTFS", ""},
	{"", "calendar", "service_id monday sunday start_date end_date", "GTFS", ""},
	{"", "calendar_dates", "service_id date exception_type", "GTFS", ""},
	{"", "shapes", "shape_id shape_pt_lat shape_pt_lon shape_pt_sequence", "GTFS", ""},
	{"", "agency", "agency_name agency_url agency_timezone", "GTFS", "agency_phone agency_email"},
	{"", "feed_info", "feed_publisher_name feed_publisher_url feed_lang", "GTFS", "feed_contact_email feed_contact_url"},
	{"hangfire", "jobqueue", "jobid queue fetchedat", "Hangfire", ""},
	{"hangfire", "state", "jobid name reason data", "Hangfire", "reason data"},
	{"hangfire", "counter", "key value expireat", "Hangfire", ""},
	{"hangfire", "aggregatedcounter", "key value expireat", "Hangfire", ""},
	{"hangfire", "schema", "version", "Hangfire", ""},
	{"hangfire", "lock", "resource acquired", "Hangfire", ""},
	{"hangfire", "server", "id data lastheartbeat", "Hangfire", "id data"},
	{"", "qrtz_fired_triggers", "sched_name entry_id trigger_name instance_name", "Quartz", "trigger_name trigger_group instance_name job_name job_group"},
	{"", "qrtz_simple_triggers", "sched_name trigger_name repeat_count", "Quartz", "trigger_name trigger_group"},
	{"", "qrtz_paused_trigger_grps", "sched_name trigger_group", "Quartz", "trigger_group"},
	{"", "batch_job_execution", "job_execution_id job_instance_id exit_code", "Spring Batch", "exit_message job_configuration_location"},
	{"", "batch_step_execution", "step_execution_id step_name commit_count", "Spring Batch", "exit_message"},
	{"", "batch_job_execution_params", "job_execution_id identifying", "Spring Batch", "parameter_value string_val date_val long_val double_val"},
	{"", "batch_job_execution_context", "job_execution_id short_context", "Spring Batch", "short_context serialized_context"},
	{"", "batch_step_execution_context", "step_execution_id short_context", "Spring Batch", "short_context serialized_context"},
	{"", "act_re_procdef", "id_ key_ version_ deployment_id_", "Camunda, Flowable or Activiti", "description_"},
	{"", "act_re_deployment", "id_ name_ deploy_time_", "Camunda, Flowable or Activiti", ""},
	{"", "act_re_decision_def", "id_ key_ version_ deployment_id_", "Camunda", ""},
	{"", "realm", "id access_code_lifespan sso_idle_timeout ssl_required", "Keycloak", "smtp_from"},
	{"", "keycloak_role", "id client_realm_constraint client_role", "Keycloak", "description"},
	{"", "composite_role", "composite child_role", "Keycloak", ""},
	{"", "django_site", "id domain name", "Django", ""},
	{"", "django_celery_beat_intervalschedule", "every period", "Celery", ""},
	{"", "django_celery_results_chordcounter", "group_id sub_tasks count", "Celery", "sub_tasks"},
	{"", "wagtailcore_locale", "id language_code", "Wagtail", ""},
	{"", "solid_queue_jobs", "queue_name class_name arguments", "Solid Queue", "arguments concurrency_key"},
	{"", "solid_queue_ready_executions", "job_id queue_name priority", "Solid Queue", ""},
	{"", "solid_queue_scheduled_executions", "job_id queue_name priority", "Solid Queue", ""},
	{"", "solid_queue_processes", "kind supervisor_id last_heartbeat_at", "Solid Queue", "hostname metadata name"},
	{"", "delayed_jobs", "handler run_at locked_by attempts", "Delayed Job", "handler last_error locked_by"},
	{"", "que_jobs", "job_class run_at queue error_count", "Que", "args kwargs data tags last_error last_error_message last_error_backtrace"},
	{"", "good_job_settings", "id key value", "GoodJob", ""},
	{"", "tabdocfield", "fieldname fieldtype parent reqd", "Frappe", "owner modified_by default"},
	{"", "tabdocperm", "parent permlevel role", "Frappe", "owner modified_by"},
	{"", "tabdoctype", "module issingle istable", "Frappe", "owner modified_by description documentation _user_tags _comments _assign _liked_by"},
	{"", "tabpatch log", "patch skipped", "Frappe", "owner modified_by traceback"},
	{"", "directus_collections", "collection display_template singleton sort_field", "Directus", "note"},
	{"", "directus_fields", "collection field special interface display", "Directus", "note"},
	{"", "directus_migrations", "version name timestamp", "Directus", ""},
	{"", "directus_permissions", "collection action permissions validation presets fields", "Directus", "permissions validation presets"},
	{"", "directus_relations", "many_collection many_field one_collection one_field", "Directus", ""},
	{"", "sentry_filterkey", "project_id key values_seen", "Sentry", ""},
	{"", "ir_rule", "name model_id domain_force", "Odoo", ""},
	{"", "ir_cron", "ir_actions_server_id interval_number interval_type", "Odoo", ""},
	{"", "uom_uom", "uom_type factor rounding", "Odoo", ""},
	{"", "decimal_precision", "name digits", "Odoo", ""},
	{"", "res_currency", "name symbol rounding decimal_places", "Odoo", ""},
	{"", "dag_tag", "name dag_id", "Airflow", ""},
	{"", "slot_pool", "pool slots", "Airflow", "description"},
	{"", "strapi_core_store_settings", "key value type environment tag", "Strapi", "value"},
	{"", "core_store", "key value type environment tag", "Strapi", "value"},
	{"", "strapi_database_schema", "schema time hash", "Strapi", ""},
	{"", "strapi_migrations", "name time", "Strapi", ""},
	{"", "strapi_migrations_internal", "name time", "Strapi", ""},
	{"", "admin_permissions", "action subject properties conditions", "Strapi", ""},
	{"", "strapi_permission", "action subject conditions role", "Strapi", ""},
	{"", "components", "component_id component_type field order", "Strapi", ""},
	{"", "cmps", "entity_id cmp_id component_type field", "Strapi", ""},
	{"", "files_related_morphs", "file_id related_id related_type field", "Strapi", ""},
	{"", "files_related_mph", "file_id related_id related_type field", "Strapi", ""},
	{"", "upload_file_morph", "upload_file_id related_id related_type field", "Strapi", ""},
	{"", "metabase_table", "db_id entity_type visibility_type show_in_getting_started", "Metabase", "description points_of_interest caveats"},
	{"", "metabase_field", "table_id base_type visibility_type fk_target_field_id", "Metabase", "description points_of_interest caveats fingerprint settings"},
	{"", "spatial_ref_sys", "srid srtext", "PostGIS", ""},
	{"topology", "topology", "id srid", "PostGIS", ""},
	{"topology", "layer", "topology_id layer_id", "PostGIS", ""},
	{"", "pagc_lex", "word stdword", "PostGIS", ""},
	{"", "pagc_gaz", "word stdword", "PostGIS", ""},
	{"", "pagc_rules", "rule", "PostGIS", ""},
	{"", "us_lex", "word stdword", "PostGIS", ""},
	{"", "us_gaz", "word stdword", "PostGIS", ""},
	{"", "us_rules", "rule", "PostGIS", ""},
	{"tiger", "geocode_settings", "name setting", "PostGIS", ""},
	{"tiger", "loader_platform", "os declare_sect", "PostGIS", "environ_set_command path_sep pgbin"},
	{"tiger", "loader_lookuptables", "process_order lookup_name", "PostGIS", ""},
	{"tiger", "loader_variables", "tiger_year", "PostGIS", "data_schema staging_fold website_root"},
	{"", "part_config", "parent_table control", "pg_partman", ""},
	{"", "part_config_sub", "sub_parent sub_control", "pg_partman", ""},
	{"_timescaledb_catalog", "*", "", "TimescaleDB", ""},
	{"_timescaledb_config", "*", "", "TimescaleDB", ""},
}

// extensions are the tools whose tables CREATE EXTENSION makes: a dump holds
// their rows and no CREATE TABLE.
var extensions = map[string]bool{"PostGIS": true, "pg_partman": true, "TimescaleDB": true}

// configured are tables of other extensions that pg_dump dumps the rows of: they
// hold what a user has set up, and are not kept without a rule. "*" is any name.
var configured = [...]struct{ schema, table string }{
	{"cron", "*"}, {"partman", "*"}, {"repack", "*"}, {"squeeze", "*"}, {"topology", "*"}, {"tiger", "*"}, {"tiger_data", "*"},
	{"_timescaledb_catalog", "*"}, {"_timescaledb_config", "*"}, {"_timescaledb_internal", "*"},
	{"ag_catalog", "*"}, {"pgq", "*"}, {"pglogical", "*"}, {"pgmq", "*"}, {"vault", "*"}, {"pgsodium", "*"}, {"anon", "*"},
	{"", "spatial_ref_sys"}, {"", "part_config"}, {"", "part_config_sub"}, {"", "custom_time_partitions"},
	{"", "pagc_lex"}, {"", "pagc_gaz"}, {"", "pagc_rules"}, {"", "us_lex"}, {"", "us_gaz"}, {"", "us_rules"},
	{"", "pointcloud_formats"},
}

// IsExtensions reports whether a table may be that of an extension, whose rows a
// dump has without its CREATE TABLE.
func IsExtensions(schema, table string) bool {
	for _, c := range configured {
		if (c.schema == "" || c.schema == schema) && (c.table == "*" || c.table == table) {
			return true
		}
	}
	return false
}

// ToolOf returns the tool that a table belongs to, by its schema, its name and
// its columns. Where no columns are known, only the tables of extensions are.
func ToolOf(schema, table string, columns []string) (Tool, bool) {
	lower := strings.ToLower(table)
	for _, m := range tools {
		switch {
		case m.table != lower && m.table != "*" && !m.behindPrefix(lower), m.schema != "" && m.schema != schema:
		case len(columns) == 0 && !extensions[m.tool], len(columns) > 0 && !hasAll(columns, m.columns):
		default:
			return Tool{m.tool, strings.Fields(m.masked), strings.Fields(m.columns)}, true
		}
	}
	return Tool{}, false
}

// behindPrefix reports whether a table may be the tool's behind the prefix that an
// application gives its tables, laravel_jobs: by columns that are enough to tell.
func (m mark) behindPrefix(table string) bool {
	prefix, ok := strings.CutSuffix(table, m.table)
	return ok && strings.HasSuffix(prefix, "_") && strings.Count(m.columns, " ") > 1
}

// hasAll reports whether all of the marks, separated by blanks, are columns.
func hasAll(columns []string, marks string) bool {
	for mark := range strings.FieldsSeq(marks) {
		if !slices.ContainsFunc(columns, func(c string) bool { return strings.EqualFold(c, mark) }) {
			return false
		}
	}
	return true
}
