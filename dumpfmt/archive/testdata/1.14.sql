--
-- PostgreSQL database dump
--

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: App; Type: SCHEMA; Schema: -; Owner: group
--

CREATE SCHEMA "App";


ALTER SCHEMA "App" OWNER TO "group";

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: t; Type: TABLE; Schema: App; Owner: boss
--

CREATE TABLE "App".t (
    text text
);


ALTER TABLE "App".t OWNER TO boss;

--
-- Data for Name: t; Type: TABLE DATA; Schema: App; Owner: boss
--

COPY "App".t (text) FROM stdin;
one	1
two	\N
\.


--
-- Name: v; Type: VIEW; Schema: App; Owner: boss
--

CREATE VIEW "App".v AS
 SELECT 1;


ALTER TABLE "App".v OWNER TO boss;

--
-- Name: two lines; Type: TABLE; Schema: App; Owner: boss
--

CREATE TABLE "App"."two
lines" (
    numbers text
);


ALTER TABLE "App"."two
lines" OWNER TO boss;

--
-- Data for Name: two lines; Type: TABLE DATA; Schema: App; Owner: boss
--

COPY "App"."two
lines" (numbers) FROM stdin;
\.


--
-- Name: 700; Type: BLOB; Schema: -; Owner: boss
--

SELECT pg_catalog.lo_create('700');


ALTER LARGE OBJECT 700 OWNER TO boss;

--
-- Name: 4000000001; Type: BLOB; Schema: -; Owner: boss
--

SELECT pg_catalog.lo_create('4000000001');


ALTER LARGE OBJECT 4000000001 OWNER TO boss;

--
-- Data for Name: BLOBS; Type: BLOBS; Schema: -; Owner: boss
--

BEGIN;

SELECT pg_catalog.lo_open('700', 131072);
SELECT pg_catalog.lowrite(0, '\x616263');
SELECT pg_catalog.lo_close(0);

SELECT pg_catalog.lo_open('4000000001', 131072);
SELECT pg_catalog.lo_close(0);

COMMIT;

SET default_tablespace = "fast disk";

--
-- Name: i; Type: INDEX; Schema: App; Owner: boss; Tablespace: fast disk
--

CREATE INDEX i ON "App".t USING btree (a);


--
-- Name: TABLE t; Type: COMMENT; Schema: -; Owner: boss
--

COMMENT ON TABLE "App".t IS 'x';


--
-- Name: f(text); Type: FUNCTION; Schema: -; Owner: boss
--

CREATE FUNCTION "App".f(text);


ALTER FUNCTION "App".f(text) OWNER TO boss;

--
-- Name: TABLE t; Type: ACL; Schema: -; Owner: boss
--

GRANT SELECT ON TABLE "App".t TO PUBLIC;


--
-- Name: et; Type: EVENT TRIGGER; Schema: -; Owner: boss
--

CREATE EVENT TRIGGER et;


--
-- PostgreSQL database dump complete
--

