package words

import (
	"strings"
	"testing"
)

// TestWhatTellsOnSomebody has names of what is held against people, or of what they need,
// which end like what an application steers by: the first half tells wherever it stands,
// the second in tables of persons alone.
func TestWhatTellsOnSomebody(t *testing.T) {
	for name := range strings.SplitSeq("lunch_status concession_type voter_status free_school_meals pep_status sanctions_hit watchlist_match fraud_flag "+
		"shadow_banned plagiarism_pct appeal_status death_flag memorialized triage_code dnr iep esl_level first_generation guardian_type family_role foreigner "+
		"abuse_type mental_status hearing_status fall_risk mobility_level garnishment_type leave_reason_code drug_test_status maternity_status immigration_type "+
		"home_language parole_status disciplinary_status detention_count scholarship_type union_status sacrament_type discharge_type "+
		"hepatitis_status schizophrenia_type menopause_status sexually_active tuberculosis_status dementia_stage ivf_status opioid_type "+
		"bail_status polygraph_status misconduct_type deportation_status alimony_status schufa_status krebs_status bewährung_status", " ") {
		for _, typ := range []Type{Boolean, Text, Integer, Number} {
			if m := NewTable("things", []string{"id", name}).Column(name, typ); m.Class != Sensitive {
				t.Errorf("%s is %s (%s), want sensitive", name, m.Class, m.Words)
			}
		}
	}
	for _, name := range []string{"pep", "watchlist", "is_fraud", "memorial", "infected", "twin"} {
		if m := NewTable("customers", nil).Column(name, Boolean); m.Class != Sensitive {
			t.Errorf("customers.%s is %s, want sensitive", name, m.Class)
		}
		if m := NewTable("films", nil).Column(name, Boolean); m.Class != Operational {
			t.Errorf("films.%s is %s, want operational", name, m.Class)
		}
	}
}

// TestWhatSteersOfABody has words that an application steers by, of somebody's body or of
// what somebody can do, and elsewhere.
func TestWhatSteersOfABody(t *testing.T) {
	for _, tt := range []struct {
		table, column string
		typ           Type
		kept          bool
	}{
		{"patients", "status", Text, false},
		{"patient_appointments", "status", Text, true},
		{"patienten", "status", Text, false},
		{"pacientes", "estado", Text, false},
		{"inmates", "status", Text, false},
		{"employees", "gait", Enum, false},
		{"employees", "status", Enum, true},
		{"orders", "status", Text, true},
		{"customers", "status", Text, true},
		{"patients", "stage", Text, false},
		{"patient_visits", "urgency", Text, false},
		{"medical_exams", "priority", Integer, false},
		{"arrests", "severity", Text, false},
		{"tickets", "severity", Text, true},
		{"medical_histories", "prior_stroke_boolean", Boolean, false},
		{"patients", "titrated", Boolean, false},
		{"patients", "is_active", Boolean, true},
		{"patients", "sms_enabled", Boolean, true},
		{"students", "rank", Integer, false},
		{"quiz_attempts", "rank", Integer, false},
		{"quiz_attempts", "percentage", Number, false},
		{"exam_results", "result_code", Text, false},
		{"search_results", "rank", Integer, true},
		{"workers", "languages", Text, false},
		{"workers", "language", Text, true},
		{"users", "languages", Text, true},
		{"countries", "languages", Text, true},
		{"citizens", "tax_class", Text, false},
		{"products", "tax_class", Text, true},
		{"employees", "disabled", Boolean, false},
		{"users", "disabled", Boolean, true},
		{"clients", "xyzzy_status", Text, false},
		{"clients", "xyzzy_type", Text, false},
		{"assessments", "gait_status", Text, false},
		{"clients", "account_status", Text, true},
		{"votes", "xyzzied", Boolean, false},
		{"survey_responses", "selected", Boolean, false},
		{"survey_responses", "scale", Integer, false},
		{"quiz_attempts", "level", Text, false},
		{"quiz_questions", "level", Text, true},
		{"moods", "level", Integer, false},
		{"moods", "rating", Integer, false},
		{"measurements", "pressure", Integer, false},
		{"measurements", "saturation", Integer, false},
		{"survey_answers", "saturation", Integer, false},
		{"loans", "strength", Integer, false},
		{"bookings", "accessibility", Text, false},
		{"enrollments", "difficulty", Text, false},
		{"treatments", "formulation", Text, false},
		{"treatments", "technology", Text, false},
		{"applications", "tenure", Text, false},
		{"bookings", "gate", Text, true},
		{"prescriptions", "gtin", Text, false},
		{"prescriptions", "product_code", Text, false},
		{"dispensings", "article_no", Text, false},
		{"loans", "isbn", Text, false},
		{"leave_requests", "type", Text, false},
		{"leave_requests", "leave_type", Text, false},
		{"leave_requests", "status", Text, true},
		{"demandes_conges", "type", Text, false},
		{"sueno", "tipo", Text, false},
		{"ferias", "tipo", Text, false},
		{"demandes_conges", "statut", Text, true},
		{"ausencias", "tipo", Text, false},
		{"afastamentos", "tipo_afastamento", Text, false},
		{"assenze", "tipo", Text, false},
		{"urlaubsantraege", "art", Text, false},
		{"discipline_records", "category", Text, false},
		{"discipline_records", "sanction_type", Text, false},
		{"disciplinas", "tipo", Text, true},
		{"workouts", "steps", Integer, false},
		{"incident_reports", "injury_type", Text, false},
		{"clients", "sync_status", Text, true},
		{"customers", "contactable_type", Text, true},
		{"pipelines", "xyzzy_status", Text, true},
		{"employees", "garnished", Boolean, false},
		{"employees", "xyzzied", Boolean, false},
		{"employees", "is_active", Boolean, true},
		{"candidates", "do_not_contact", Boolean, true},
		{"members", "waiver_signed", Boolean, true},
		{"candidates", "eeo_category", Text, false},
		{"guests", "accessible_room", Boolean, false},
		{"body_scans", "fat_pct", Number, false},
		{"milk_records", "fat_pct", Number, true},
		{"users", "xyzzied", Boolean, true},
	} {
		m := NewTable(tt.table, []string{"id", tt.column}).Column(tt.column, tt.typ)
		if kept := m.Class == Operational || m.Class == Key; kept != tt.kept {
			t.Errorf("%s.%s is %s (%s), kept %v, want %v", tt.table, tt.column, m.Class, m.Words, kept, tt.kept)
		}
	}
	if m := NewTable("results", []string{"id", "analyte", "abnormal"}).Column("abnormal", Boolean); m.Class == Operational {
		t.Errorf("a finding beside an analyte is %s (%s)", m.Class, m.Words)
	}
	if m := NewTable("report_card", nil).Column("public_uuid", UUID); m.Class != Secret {
		t.Errorf("what a public link has in it is %s, want secret", m.Class)
	}
}
