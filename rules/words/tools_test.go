package words

import (
	"slices"
	"strings"
	"testing"
)

func TestTablesOfToolsAreKnownByNameAndColumns(t *testing.T) {
	for _, c := range []struct{ schema, table, columns, tool string }{
		{"public", "schema_migrations", "version", "Rails, Ecto, golang-migrate, dbmate or Supabase"},
		{"auth", "schema_migrations", "version", "Rails, Ecto, golang-migrate, dbmate or Supabase"},
		{"public", "__EFMigrationsHistory", "MigrationId ProductVersion", "Entity Framework"},
		{"public", "schema_migrations", "filename", "Sequel"},
		{"public", "active_storage_attachments", "id name record_type record_id blob_id", "Rails"},
		{"public", "SequelizeMeta", "name", "Sequelize"},
		{"public", "DATABASECHANGELOG", "ID AUTHOR FILENAME DATEEXECUTED MD5SUM", "Liquibase"},
		{"storage", "migrations", "id name hash executed_at", "postgres-migrations or Supabase"},
		{"public", "migrations", "id migration batch", "Laravel"},
		{"public", "migrations", "id timestamp name", "TypeORM"},
		{"public", "app_failed_jobs", "connection queue payload failed_at", "Laravel"},
		{"public", "schema_version", "lock version upgraded", "Synapse"},
		{"public", "schema_version", "installed_rank version script installed_by", "Flyway"},
		{"public", "oban_jobs", "id state queue worker args attempted_by", "Oban"},
		{"public", "qrtz_triggers", "sched_name trigger_name job_data", "Quartz"},
		{"public", "flipper_features", "id key", "Flipper"},
		{"public", "ir_model_fields", "id name model relation ttype field_description state", "Odoo"},
		{"public", "authentication_flow", "id alias description realm_id provider_id top_level built_in", "Keycloak"},
		{"public", "ACT_GE_PROPERTY", "NAME_ VALUE_ REV_", "Camunda, Flowable or Activiti"},
		{"public", "schema_version", "version_partition db_name creation_time curr_version", "Temporal"},
		{"public", "spatial_ref_sys", "", "PostGIS"},
		{"public", "stops", "stop_id stop_name stop_lat stop_lon zone_id", "GTFS"},
		{"hangfire", "jobqueue", "id jobid queue fetchedat updatecount", "Hangfire"},
		{"public", "batch_job_execution_params", "job_execution_id parameter_name parameter_value identifying", "Spring Batch"},
		{"public", "tabDocField", "name owner fieldname fieldtype parent reqd", "Frappe"},
		{"public", "delayed_jobs", "id priority attempts handler last_error run_at locked_by", "Delayed Job"},
		{"public", "homes_components", "id entity_id component_id component_type field order", "Strapi"},
		{"public", "products_cmps", "id entity_id cmp_id component_type field order", "Strapi"},
		{"public", "core_store", "id key value type environment tag", "Strapi"},
		{"public", "metabase_field", "id name base_type table_id visibility_type fk_target_field_id fingerprint", "Metabase"},
		{"public", "directus_relations", "id many_collection many_field one_collection one_field sort_field", "Directus"},
		{"public", "machine_components", "id component_id component_type price", ""},
		{"_timescaledb_catalog", "hypertable", "", "TimescaleDB"},
		{"sqitch", "changes", "change_id change committer_email", "Sqitch"},
	} {
		tool, ok := ToolOf(c.schema, c.table, strings.Fields(c.columns))
		if !ok && c.tool != "" || tool.Name != c.tool {
			t.Errorf("%s.%s is of %q, want %q", c.schema, c.table, tool.Name, c.tool)
		}
	}
}

func TestTablesOfTheApplicationAreNoTools(t *testing.T) {
	for _, c := range []struct{ schema, table, columns string }{
		{"public", "migrations", "id person from_country to_country"},
		{"public", "migrations", ""},
		{"public", "schema_version", ""},
		{"public", "changes", "change_id change"},
		{"public", "migration", "id animal path"},
		{"public", "django_session", "session_key session_data"},
		{"public", "django_admin_log", "id object_repr change_message"},
		{"hdb_catalog", "hdb_action_log", "id input_payload response_payload"},
		{"public", "users", "id email"},
		{"public", "bird_migrations", "migration batch"},
		{"public", "print_jobs", "queue payload attempts"},
		{"public", "changelog", "id text author"},
		{"public", "media", "id collection_name name url"},
		{"public", "queue", "name policy"},
		{"public", "ids", "name number"},
		{"public", "ir_sequence", "name prefix"},
		{"public", "client_scope", "client scope"},
		{"public", "stops", "id name latitude longitude"},
		{"public", "trips", "id driver_id route_id started_at"},
		{"public", "calendar", "id date holiday"},
		{"public", "state", "jobid name reason data"},
		{"public", "realm", "id name"},
	} {
		if tool, ok := ToolOf(c.schema, c.table, strings.Fields(c.columns)); ok {
			t.Errorf("%s.%s (%s) is taken for one of %s", c.schema, c.table, c.columns, tool.Name)
		}
	}
}

func TestPersonsInTablesOfToolsStayMasked(t *testing.T) {
	for table, columns := range map[string]string{
		"flyway_schema_history": "installed_rank script installed_by",
		"databasechangelog":     "id filename md5sum author",
		"databasechangeloglock": "id locked lockedby",
		"_yoyo_log":             "migration_hash operation username hostname",
		"ir_module_module":      "name latest_version auto_install author maintainer",
		"events":                "event change_id committer_name committer_email planner_name planner_email",
	} {
		schema := "public"
		if table == "events" {
			schema = "sqitch"
		}
		all := strings.Fields(columns)
		tool, ok := ToolOf(schema, table, all)
		if !ok {
			t.Errorf("%s is not known", table)
		}
		read := NewTable(table, all)
		for _, c := range all {
			if m := read.Column(c, Text); m.Class == Personal && !tool.Masks(strings.ToUpper(c)) {
				t.Errorf("%s.%s names a person and is kept", table, c)
			}
		}
	}
}

func TestToolsAreListedInLowerCase(t *testing.T) {
	for _, m := range tools {
		if m.table != strings.ToLower(m.table) || m.columns != strings.ToLower(m.columns) {
			t.Errorf("%s: %q, %q", m.tool, m.table, m.columns)
		}
		if slices.Contains(strings.Fields(m.masked), "") || m.tool == "" {
			t.Errorf("%q has no tool", m.table)
		}
	}
}

// TestPersonsInTablesCalledAsToolsStayMasked: what a table of a tool's columns has beside
// them, and is called as what is somebody's, is not the tool's.
func TestPersonsInTablesCalledAsToolsStayMasked(t *testing.T) {
	for table, columns := range map[string]string{
		"ir_model":      "model state transient",
		"client_scope":  "name protocol realm_id",
		"oban_jobs":     "queue worker",
		"migration_log": "migration_id sql success",
		"ids":           "table_name field_name nextid",
		"flipper_gates": "feature_key key",
	} {
		own := strings.Fields(columns)
		others := strings.Fields("EMAIL user_email full_name customer_name phone iban ssn passport student signed_by api_token diagnosis")
		all := slices.Concat(own, others, strings.Fields("args value attempted_by"))
		tool, ok := ToolOf("public", table, all)
		if !ok {
			t.Errorf("%s is not known", table)
		}
		for _, c := range all[:len(own)+len(others)] {
			if tool.Masks(c) != slices.Contains(others, c) {
				t.Errorf("%s.%s: masked is %t", table, c, tool.Masks(c))
			}
		}
	}
}
