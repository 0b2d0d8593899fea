package words

import (
	"strings"
	"testing"
)

// In a table about things what sorts, marks and measures them is understood; in
// one about persons the same words say nothing.
func TestWhatThingsAreToldApartBy(t *testing.T) {
	for _, tt := range []struct {
		table, column, typ string
		want               Class
	}{
		{"categories", "name", "text", Operational},
		{"categories", "slug", "text", Operational},
		{"products", "code", "character varying(40)", Operational},
		{"order_items", "product_name", "text", Operational},
		{"files", "checksum", "text", Operational},
		{"files", "file_hash", "text", Operational},
		{"labels", "color", "text", Operational},
		{"labels", "tokenable_uuid", "text", Key},
		{"grants", "role_id", "text", Key},
		{"tasks", "batch_key", "text", Operational},
		{"shelves", "quantity", "numeric(10,2)", Operational},
		{"settings", "key", "text", Operational},
		{"orders", "id", "character(36)", Key},
		{"orders", "buyer_id", "character varying(36)", Key},

		{"branches", "code", "text", Operational},
		{"roles_of_things", "role_slug", "text", Operational},
		{"filter_rules", "operator", "text", Operational},
		{"reservations", "hours_used", "numeric(4,2)", Operational},
		{"routes", "timepoint", "smallint", Operational},
		{"events", "event_key", "text", Operational},
		{"settings", "cron_key", "text", Unknown}, // it may open something
		{"machines", "operator", "text", Personal},
		{"branches", "name", "text", Unknown},
		{"routes", "timepoint", "integer", Unknown},
		{"students", "timepoint", "smallint", Unknown},
		{"files", "hours_rate", "numeric", Unknown},

		{"quotes", "profit_percentage", "numeric(5,2)", Operational},
		{"currencies", "exchange_rate", "numeric(12,6)", Operational},
		{"fields", "dias_plazo", "integer", Operational},
		{"products", "coef_approche", "double precision", Operational},
		{"products", "expected_returns", "integer", Operational},
		{"products", "discount_percent", "numeric(5,2)", Operational},
		{"links", "src_port", "text", Operational},
		{"themes", "slug", "text", Operational},
		{"imports", "error_count", "jsonb", Operational},
		{"transitions", "allowed_roles", "jsonb", Operational},
		{"progress", "role_ids", "jsonb", Key},
		{"payments", "bank_account_id", "bigint", Key},
		{"stops", "wheelchair_accessible", "boolean", Operational},
		{"passengers", "wheelchair_accessible", "boolean", Sensitive},
		{"stops", "wheelchair", "boolean", Sensitive},
		{"users", "tax_rate", "numeric(5,2)", Unknown},
		{"users", "discount_percent", "numeric(5,2)", Unknown},
		{"patients", "roles", "jsonb", Unknown},
		{"orders", "states", "jsonb", Unknown}, // of whatever
		{"payments", "phone_id", "bigint", Personal},
		{"labor", "hours_worked", "numeric(8,2)", Unknown},

		{"roles", "description", "text", Operational},
		{"equipment_categories", "description", "text", Operational},
		{"taxes", "name", "text", Operational},
		{"growth_stages", "name", "text", Operational},
		{"patient_stages", "name", "text", Unknown},
		{"tag_votes", "value", "smallint", Unknown},
		{"tags", "source", "text", Operational},
		{"allocations", "source", "text", Unknown},
		{"image_sources", "source", "text", Unknown}, // whose picture it is
		{"deliveries", "destination_hash", "text", Unknown},
		{"deliveries", "payload_checksum", "text", Operational},
		{"maps", "device_id", "integer", Key},
		{"imports", "md5sum", "text", Operational},
		{"maps", "subscription_id", "bigint", Key},
		{"maps", "device_id", "text", Personal},
		{"roles", "name_sv", "text", Operational},
		{"users", "first_name_en", "text", Personal},
		{"payment_modes", "name", "text", Operational},
		{"tipos_movimiento", "descripcion", "text", Operational},
		{"payment_methods", "name", "text", Unknown}, // a customer's
		{"regions", "code", "text", Operational},
		{"user_allocations", "source", "text", Unknown},
		{"invoices", "status_troca", "text", Operational},
		{"patients", "status_troca", "text", Unknown},
		{"sites", "ssl_mode", "text", Operational},
		{"varieties", "resistance_level", "text", Operational},
		{"checkins", "mood_level", "text", Unknown},
		{"backups", "time", "text", Operational},
		{"offices", "faxes", "text", Personal},
		{"products", "description", "text", FreeText}, // of a market's, whoever sells there writes it
		{"albums", "description", "text", FreeText},
		{"permission_groups", "name", "text", Operational},
		{"lead_sources", "name", "text", Operational},
		{"role_changes", "description", "text", FreeText},
		{"user_groups", "name", "text", Unknown},
		{"patients", "nom_matiere", "text", Unknown},
		{"lessons", "nom_matiere", "text", Operational},
		{"movements", "part_name_snapshot", "text", Operational},
		{"movements", "customer_name_snapshot", "text", Personal},
		{"fields", "input_hint", "text", Operational},
		{"fields", "password_hint", "text", Unknown},
		{"users", "hint", "text", Unknown},
		{"budgets", "quarter", "text", Operational},
		{"courses", "semester", "text", Operational},
		{"meters", "reading_unit", "text", Operational},
		{"meters", "care_unit", "text", Unknown},
		{"devices", "product", "text", Operational},
		{"patients", "product", "text", Unknown},
		{"tickets", "status_label", "text", Operational},
		{"scenario_stats", "seed_allocation", "integer", Operational},
		{"player_stats", "seed_allocation", "integer", Unknown},
		{"scenario_stats", "cost", "integer", Unknown},
		{"campaigns", "emails_sent", "integer", Operational},
		{"matches", "max_players_per_team", "integer", Operational},
		{"matches", "max_player", "bigint", Key},
		{"leads", "utm_campaign", "text", Operational},
		{"campaigns", "phones_sent", "bigint", Unknown},
		{"lessons", "nombre_questions", "integer", Operational},
		{"lessons", "nombre_questions", "text", Unknown},
		{"gateways", "voltage_mv", "integer", Operational},
		{"patient_states", "htn_care_state", "text", Unknown}, // of his health
		{"patient_states", "sync_status", "text", Operational},
		{"flights", "passport_country_code", "text", Sensitive},
		{"airports", "country_code", "text", Operational},
		{"oauth_states", "state", "text", Unknown}, // it is sent back once
		{"orders", "state", "text", Operational},

		{"leads", "lead_source", "text", Operational},
		{"User Table", "full Name", "text", Personal},
		{"themes", "dark_mode_enabled", "text", Operational},
		{"players", "games_won", "integer", Operational},
		{"players", "full_name", "text", Personal},
		{"products", "xyzzy", "character(3)", Operational},
		{"products", "xyzzy", "character varying(1)", Operational},
		{"products", "xyzzy", "character(4)", Unknown},
		{"products", "pin", "character(3)", Secret},
		{"products", "contact_name", "character(3)", Personal},
		{"users", "xyzzy", "character(3)", Unknown},
		{"xyzzies", "xyzzy", "character(3)", Unknown},
		{"coupons", "user_xyzzy", "character(3)", Unknown},
		{"inventory_items", "name", "text", Operational},
		{"items", "title", "text", Unknown},
		{"tariffs", "department_name", "text", Operational},
		{"employees", "course_name", "text", Unknown},
		{"tasks", "id_categoria", "text", Key},
		{"menus", "id", "text", Key},
		{"tasks", "id_empleado", "text", Unknown},
		{"patients", "id_categoria", "text", Unknown},
		{"auditoria", "tabla", "text", Operational},
		{"users", "week_start", "text", Operational},
		{"buckets", "name", "text", Operational},
		{"order_items", "sku", "text", Operational},
		{"phrases", "prefix", "text", Operational},
		{"users", "prefix", "text", Unknown}, // Dr.
		{"votes", "option", "text", Unknown},
		{"answers", "option", "text", Unknown},
		{"patients", "suffix", "text", Unknown},
		{"databases", "name", "text", Operational},
		{"settings", "nombre_del_padre", "text", Personal},
		{"settings", "country_of_birth", "text", Personal},
		{"posts", "source", "text", Unknown}, // often a link to somebody's page
		{"forum_topics", "title", "text", Unknown},
		{"tenants", "license", "text", Unknown}, // it may be the key
		{"albums", "name", "text", Unknown},     // somebody called it so
		{"albums", "code", "text", Unknown},
		{"employees", "code", "text", Unknown},
		{"employees", "hours", "integer", Unknown},
		{"employees", "color", "text", Unknown},
		{"files", "hash", "text", Unknown},
		{"files", "xyzzy_hash", "text", Unknown}, // of whatever
		{"files", "email_hash", "text", Personal},
		{"files", "day_rate", "integer", Unknown},
		{"items", "min_price", "integer", Unknown},
		{"coupons", "code", "text", Unknown}, // it opens something
		{"orders", "national_id", "character(36)", Personal},
		{"sessions", "id", "character(36)", Secret},
		{"patients", "product_name", "text", Unknown},
	} {
		m := NewTable(tt.table, []string{tt.column}).Column(tt.column, TypeOf(tt.typ))
		if m.Class != tt.want {
			t.Errorf("%s.%s %s is %s (%s), want %s", tt.table, tt.column, tt.typ, m.Class, m.Words, tt.want)
		}
	}
}

// TestPrefixesOfTablesSayNothing: a word that most columns of a table begin with is no part
// of what they are called.
func TestPrefixesOfTablesSayNothing(t *testing.T) {
	columns := []string{"id", "trd_action", "trd_price", "trd_phone", "trd_symbol", "notes"}
	for column, want := range map[string]Class{"trd_action": Operational, "trd_phone": Personal, "notes": FreeText} {
		if m := NewTable("trades", columns).Column(column, Text); m.Class != want {
			t.Errorf("%s is %s (%s), want %s", column, m.Class, m.Words, want)
		}
	}
	if m := NewTable("trades", columns[:3]).Column("trd_action", Text); m.Class != Unknown {
		t.Errorf("trd_action beside one more is %s: a word in two columns is a prefix", m.Class)
	}
}

// TestCataloguesOfPersonsAreTheirs: what describes a row that somebody has is his.
func TestCataloguesOfPersonsAreTheirs(t *testing.T) {
	read := func(table, key, column string) Class {
		return NewTable(table, []string{"id", key, column}).Column(column, Text).Class
	}
	for _, key := range []string{"user_id", "created_by"} {
		if c := read("categories", key, "description"); c != FreeText {
			t.Errorf("a description beside %s is %s", key, c)
		}
		if c := read("grants", key, "source"); c != Unknown {
			t.Errorf("a source beside %s is %s", key, c)
		}
	}
	if c := read("settings", "updated_by", "description"); c != Operational {
		t.Errorf("the description of a setting is %s", c)
	}
}

// TestWhatInstrumentsMeasure: in a catalogue with nobody in it a temperature is a thing's,
// elsewhere it may be somebody's; and what sorts things sorts no persons.
func TestWhatInstrumentsMeasure(t *testing.T) {
	for _, tt := range []struct {
		table, columns, column string
		typ                    Type
		want                   Class
	}{
		{"snapshots", "id temperature", "temperature", Number, Operational},
		{"products", "id weight", "weight", Number, Operational},
		{"vitals", "id visit_id temperature", "temperature", Number, Unknown},
		{"measurements", "id weight", "weight", Number, Unknown},
		{"products", "id weight customer_id", "weight", Number, Unknown},
		{"snapshots", "id power_cost", "power_cost", Number, Unknown},
		{"patients", "id temperature", "temperature", Number, Unknown},
		{"models", "id height", "height", Number, Unknown},
		{"snapshots", "id weight", "weight", Number, Unknown},

		{"items", "id rarity", "rarity", Text, Operational},
		{"vehicles", "id make", "make", Text, Operational},
		{"commits", "id sha", "sha", Text, Operational},
		{"sessions", "id sha", "sha", Text, Unknown},
		{"employees", "id technology", "technology", Text, Unknown},
		{"volunteers", "id heating", "heating", Text, Unknown},
		{"entries", "id gl_account", "gl_account", Text, Operational},
		{"entries", "id account", "account", Text, Personal},
		{"logs", "id trace_id", "trace_id", Text, Key},
		{"users", "id trace_id", "trace_id", Text, Unknown},
		{"logs", "id deployment_key", "deployment_key", Text, Unknown},
		{"orders", "id suite", "suite", Text, Unknown}, // of an address
		{"albums", "id band", "band", Text, Unknown},   // of persons
		{"files", "id update_name", "update_name", Text, Unknown},
	} {
		m := NewTable(tt.table, strings.Fields(tt.columns)).Column(tt.column, tt.typ)
		if m.Class != tt.want {
			t.Errorf("%s (%s) %s is %s (%s), want %s", tt.table, tt.columns, tt.column, m.Class, m.Words, tt.want)
		}
	}
}

// TestBareTablesListNames: where a table holds little but the names of departments, they
// are its own; beside a person, an amount or what is not known they may be anybody's.
func TestBareTablesListNames(t *testing.T) {
	for _, tt := range []struct {
		table, columns, column string
		want                   Class
	}{
		{"departments", "id name created_at", "name", Operational},
		{"departments", "id name description parent_id", "description", Operational},
		{"modalidades", "id nombre activo", "nombre", Operational},
		{"user_groups", "id name", "name", Unknown},
		{"auth_group", "id name", "name", Operational},
		{"product_groups", "id name", "name", Operational},
		{"chat_groups", "id name", "name", Unknown},
		{"family_groups", "id name", "name", Unknown},
		{"support_groups", "id title description", "title", Unknown},
		{"support_groups", "id title description", "description", FreeText},
		{"study_subjects", "id name", "name", Unknown},
		{"sanctions", "id name", "name", Unknown},
		{"mechanics", "id name", "name", Personal},
		{"practices", "id name", "name", Unknown},
		{"departments", "id name head_name", "name", Unknown},
		{"departments", "id name manager_id", "name", Unknown},
		{"departments", "id name remarks", "name", Unknown},
		{"departments", "id name budget_owner", "name", Unknown},
		{"departments", "id name xyzzy", "name", Unknown},
		{"courses", "id title code", "title", Operational},
		{"courses", "id title code", "code", Operational},
		{"presets", "id name code", "code", Unknown}, // it may open something
		{"reservations", "id name date", "name", Unknown},
		{"authors_departments", "id name", "name", Unknown},
	} {
		m := NewTable(tt.table, strings.Fields(tt.columns)).Column(tt.column, Text)
		if m.Class != tt.want {
			t.Errorf("%s (%s) %s is %s (%s), want %s", tt.table, tt.columns, tt.column, m.Class, m.Words, tt.want)
		}
	}
}

// TestShortTextsBesideSomebody: what a code of a thing would be may be the sex of whom the
// columns beside it tell of.
func TestShortTextsBesideSomebody(t *testing.T) {
	for beside, want := range map[string]Class{"price": Operational, "email": Unknown, "customer_id": Unknown, "created_by": Unknown, "diagnosis": Unknown} {
		if m := NewTable("products", []string{"id", beside, "xyzzy"}).Column("xyzzy", TypeOf("character(1)")); m.Class != want {
			t.Errorf("beside %s it is %s (%s), want %s", beside, m.Class, m.Words, want)
		}
	}
}

// TestShortTextsOfWhatPeopleDo: what three characters say of an answer, a ticket or an
// appointment may be what somebody answered, eats or has, with nobody beside them.
func TestShortTextsOfWhatPeopleDo(t *testing.T) {
	for table := range strings.FieldsSeq("answers surveys polls exams appointments bookings reservations tickets reviews claims rooms shifts records forms photos journals games") {
		for column := range strings.FieldsSeq("xyzzy answer q1 dx dnr meal vote ini sitter combo clan") {
			for _, typ := range []Type{Letter, Short} {
				if m := NewTable(table, []string{"id", column, "created_at"}).Column(column, typ); m.Class == Key || m.Class == Operational {
					t.Errorf("%s.%s is %s (%s)", table, column, m.Class, m.Words)
				}
			}
		}
	}
}

// TestNumbered reads a num behind one thing as its number, behind several as how many
// there are.
func TestNumbered(t *testing.T) {
	for _, tt := range []struct {
		column string
		want   Class
	}{
		{"contact_num", Unknown}, {"room_num", Unknown}, {"acct_num", Personal}, {"nationalNum", Personal},
		{"failures_num", Operational}, {"ordersNum", Operational}, {"like_num", Operational}, {"page_num", Operational},
		{"id_nbr", Personal}, {"ID_NBR", Personal}, {"nbr", Unknown}, {"phone_nbr", Unknown}, {"num_orders", Operational}, {"num", Operational}, {"enum", Operational},
	} {
		if got := NewTable("customers", nil).Column(tt.column, Integer); got.Class != tt.want {
			t.Errorf("%s: %v (%s), want %v", tt.column, got.Class, got.Words, tt.want)
		}
	}
	if got := NewTable("customers", nil).Column("STRAẞE", Text); got.Class != Personal {
		t.Errorf("a letter that is longer than its small one: %v (%s)", got.Class, got.Words)
	}
}
