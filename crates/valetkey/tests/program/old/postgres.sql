
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public.bytes_in_common(one bytea, other bytea) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    low INTEGER := 0;
    high INTEGER := least(length(one), length(other));
    middle INTEGER;
BEGIN
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF substr(one, 1, middle) = substr(other, 1, middle) THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;

CREATE FUNCTION public.user_name_key(document text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE WHEN position('\u0000' IN document) = 0
        THEN convert_to(lower(left(document::JSON ->> 'name', 200) COLLATE "C"), 'UTF8')
    END
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.clients (
    tenant bytea NOT NULL,
    id bytea NOT NULL,
    name bytea NOT NULL,
    document text NOT NULL
);

CREATE TABLE public.consents (
    tenant bytea NOT NULL,
    user_id bytea NOT NULL,
    client_id bytea NOT NULL,
    document text NOT NULL,
    revision bigint DEFAULT 1 NOT NULL
);

CREATE TABLE public.grants (
    tenant bytea NOT NULL,
    id uuid NOT NULL,
    sid uuid NOT NULL,
    user_id bytea NOT NULL,
    client_id bytea NOT NULL,
    offline boolean NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    redeemed_refresh_token uuid,
    document text NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE public.refinery_schema_history (
    version integer NOT NULL,
    name character varying(255),
    applied_on character varying(255),
    checksum character varying(255)
);

CREATE TABLE public.revoked_access_tokens (
    tenant bytea NOT NULL,
    id uuid NOT NULL,
    expires_at bigint NOT NULL
);

CREATE TABLE public.sessions (
    tenant bytea NOT NULL,
    id uuid NOT NULL,
    user_id bytea NOT NULL,
    expires_at bigint NOT NULL,
    ended_at bigint,
    document text NOT NULL
);

CREATE TABLE public.signing_keys (
    tenant bytea NOT NULL,
    kid bytea NOT NULL,
    created_at bigint NOT NULL,
    document text NOT NULL
);

CREATE TABLE public.users (
    tenant bytea NOT NULL,
    id bytea NOT NULL,
    username_key bytea NOT NULL,
    email_key bytea,
    sign_in_failure_count bigint NOT NULL,
    sign_in_failure_last_at bigint,
    document text NOT NULL
);

INSERT INTO public.clients VALUES ('\x64656661756c74', '\x6e6f7465732d7867363439346b6576696b79', '\x4e6f746573', '{"tenant":"default","id":"notes-xg6494keviky","name":"Notes","secret_hash":"Pt2hd-ST4DH-UkS3F8T7Uy5IJsUHlGxJF6X8oumrmHs","authentication_methods":["client_secret_basic","client_secret_post"],"redirect_uris":["http://127.0.0.1:9/callback"],"post_logout_redirect_uris":[],"backchannel_logout_uri":null,"scope":"email notes.read offline_access openid profile","grant_types":["authorization_code","refresh_token"],"audiences":[],"access_token_format":"jwt","id_token_signed_response_alg":"ES256","pkce":"required","refresh_token_rotation":"rotate","consent":"ask","client_uri":null,"logo_uri":null,"policy_uri":null,"tos_uri":null,"disabled":false,"created_at":1796008379}');
INSERT INTO public.clients VALUES ('\x64656661756c74', '\x70686f6e652d6677636b6468756932693233', '\x50686f6e65', '{"tenant":"default","id":"phone-fwckdhui2i23","name":"Phone","secret_hash":null,"authentication_methods":["none"],"redirect_uris":["http://127.0.0.1/callback"],"post_logout_redirect_uris":[],"backchannel_logout_uri":null,"scope":"openid profile","grant_types":["authorization_code","refresh_token"],"audiences":[],"access_token_format":"opaque","id_token_signed_response_alg":"ES256","pkce":"required","refresh_token_rotation":"rotate","consent":"ask","client_uri":null,"logo_uri":null,"policy_uri":null,"tos_uri":null,"disabled":false,"created_at":1796008380}');

INSERT INTO public.consents VALUES ('\x64656661756c74', '\x3031613232613731306265613735333639346430323133386634366230633338', '\x6e6f7465732d7867363439346b6576696b79', '{"tenant":"default","user_id":"01a22a710bea753694d02138f46b0c38","client_id":"notes-xg6494keviky","scope":"offline_access openid profile","granted_at":1796008390,"revision":1}', 1);
INSERT INTO public.consents VALUES ('\x64656661756c74', '\x3031613232613731306634653732646339363035376161613631333461373236', '\x70686f6e652d6677636b6468756932693233', '{"tenant":"default","user_id":"01a22a710f4e72dc96057aaa6134a726","client_id":"phone-fwckdhui2i23","scope":"openid profile","granted_at":1796008393,"revision":1}', 1);

INSERT INTO public.grants VALUES ('\x64656661756c74', '01a22a71-3120-7e5b-9345-d5aea0013832', '01a22a71-300f-7696-a9f7-42b45d93cc6c', '\x3031613232613731306265613735333639346430323133386634366230633338', '\x6e6f7465732d7867363439346b6576696b79', true, 4102444800, NULL, '01a22a71-3128-79db-afb2-30ee56b5f2ae', '{"tenant":"default","id":"01a22a71-3120-7e5b-9345-d5aea0013832","client_id":"notes-xg6494keviky","user_id":"01a22a710bea753694d02138f46b0c38","sid":"01a22a71-300f-7696-a9f7-42b45d93cc6c","scope":"offline_access openid profile","audiences":[],"authentication":{"auth_time":1796008386,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]},"created_at":1796008390,"expires_at":4102444800,"revoked_at":null,"redeemed_refresh_token":"01a22a71-3128-79db-afb2-30ee56b5f2ae"}');
INSERT INTO public.grants VALUES ('\x64656661756c74', '01a22a71-322f-75ec-b14a-918deb48cb87', '01a22a71-300f-7696-a9f7-42b45d93cc6c', '\x3031613232613731306265613735333639346430323133386634366230633338', '\x6e6f7465732d7867363439346b6576696b79', false, 4102444800, NULL, NULL, '{"tenant":"default","id":"01a22a71-322f-75ec-b14a-918deb48cb87","client_id":"notes-xg6494keviky","user_id":"01a22a710bea753694d02138f46b0c38","sid":"01a22a71-300f-7696-a9f7-42b45d93cc6c","scope":"openid profile","audiences":[],"authentication":{"auth_time":1796008386,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]},"created_at":1796008391,"expires_at":4102444800,"revoked_at":null,"redeemed_refresh_token":null}');
INSERT INTO public.grants VALUES ('\x64656661756c74', '01a22a71-3b41-7646-8c34-3dba820b8a45', '01a22a71-3a93-7bb1-9fcc-e245f605ff58', '\x3031613232613731306634653732646339363035376161613631333461373236', '\x70686f6e652d6677636b6468756932693233', false, 4102444800, 1796008393, NULL, '{"tenant":"default","id":"01a22a71-3b41-7646-8c34-3dba820b8a45","client_id":"phone-fwckdhui2i23","user_id":"01a22a710f4e72dc96057aaa6134a726","sid":"01a22a71-3a93-7bb1-9fcc-e245f605ff58","scope":"openid profile","audiences":[],"authentication":{"auth_time":1796008391,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]},"created_at":1796008393,"expires_at":4102444800,"revoked_at":1796008393,"redeemed_refresh_token":null}');

INSERT INTO public.refinery_schema_history VALUES (1, 'first', '2026-11-30T03:14:11.897944818Z', '13071445927645719200');
INSERT INTO public.refinery_schema_history VALUES (2, 'sealed_tokens', '2026-11-30T03:14:11.897984462Z', '10674982286502201579');
INSERT INTO public.refinery_schema_history VALUES (3, 'user_search', '2026-11-30T03:14:11.897988403Z', '11053653282316893861');
INSERT INTO public.refinery_schema_history VALUES (4, 'passing_by', '2026-11-30T03:14:11.897993014Z', '16734926896116504881');
INSERT INTO public.refinery_schema_history VALUES (5, 'consent_revision', '2026-11-30T03:14:11.89799722Z', '14753083482833886557');

INSERT INTO public.revoked_access_tokens VALUES ('\x64656661756c74', '01a22a71-3286-7328-ab67-22dc03a31b74', 4102444800);

INSERT INTO public.sessions VALUES ('\x64656661756c74', '01a22a71-300e-7ea3-b2c9-193d4112e5eb', '\x3031613232613731306265613735333639346430323133386634366230633338', 4102444800, NULL, '{"tenant":"default","id":"01a22a71-300e-7ea3-b2c9-193d4112e5eb","verifier_hash":"ElB2dYMef0fH7ECki8CsjDNseIfcjkdrDlQsDQTny30","sid":"01a22a71-300f-7696-a9f7-42b45d93cc6c","user_id":"01a22a710bea753694d02138f46b0c38","authentication":{"auth_time":1796008386,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]},"expires_at":4102444800,"ended_at":null}');
INSERT INTO public.sessions VALUES ('\x64656661756c74', '01a22a71-3a93-71fc-9621-fd3c1e5c9979', '\x3031613232613731306634653732646339363035376161613631333461373236', 4102444800, NULL, '{"tenant":"default","id":"01a22a71-3a93-71fc-9621-fd3c1e5c9979","verifier_hash":"yFA9F0IJ8kqh09S4omtTpFrST0LdlOVq68Yr1fgzXmg","sid":"01a22a71-3a93-7bb1-9fcc-e245f605ff58","user_id":"01a22a710f4e72dc96057aaa6134a726","authentication":{"auth_time":1796008391,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]},"expires_at":4102444800,"ended_at":null}');

INSERT INTO public.signing_keys VALUES ('\x64656661756c74', '\x58565539736e6445595a6d53616c6f6e76764954595062435334517243465630456a683365357232466555', 1796008386, '{"tenant":"default","kid":"XVU9sndEYZmSalonvvITYPbCS4QrCFV0Ejh3e5r2FeU","algorithm":"ES256","public_jwk":{"kty":"EC","crv":"P-256","x":"ZFohE0IZQ71GfY-wt-KqCk3CrNMQwUj5qJXQrBQMtcE","y":"wnfM-dBd8rpvm50L6LjDrTGBv5rum9w8IxLYC6Wvno0","kid":"XVU9sndEYZmSalonvvITYPbCS4QrCFV0Ejh3e5r2FeU","alg":"ES256","use":"sig"},"private_key_sealed":"AiXINZHZg1IjKD_JwLG8TcfMC4Kra6r3PVqrty_S1rfWNHnCfuoC0rgtz9ukSZDRixwgX2AICPoZxkmPw3QC-WDMm5dqpPwN5p9QR7ynF6s9a_oW9VUEeRTkRz4sg4RiEi6frN9016IFOaQ9L2Jcqo0hEztcDJOLggo27uQEjZ1ZJE2pczX5A8nz3B1xZiXh9gpMiH_ZBOX_VyDU-3W0MbJ9sstYZxBTJVcf","created_at":1796008386,"signs_from":1796008386,"published_until":null}');
INSERT INTO public.signing_keys VALUES ('\x64656661756c74', '\x62726c6c7068657a775f54465657724f6243335a6a6c7144743761517938503752554a7577563962342d30', 1796008386, '{"tenant":"default","kid":"brllphezw_TFVWrObC3ZjlqDt7aQy8P7RUJuwV9b4-0","algorithm":"RS256","public_jwk":{"kty":"RSA","n":"nVMWr76rlvRS6Gma0RTSZOpNONgawg3Fdtyykhx1bB5gfMCo0NiRjr5vhUH_EnxJJSMgOoO247oeIP9KfQEjWobtpzz7ADtiUN7n4brBegmA2zk6hXGP9aE-fwRixnfMh2VD-y0sY0uAHflJC1BFODzDqH7gGQ2JxDsCiQp3LkbmHwO9JwepYiFaW2gusgaVVJ-_HXkxsy_GB-pmei9ytu_t1HJCAE_rApYjWU5SzjBp6DjL2TW5dC6KIC4r2C2Geh1XFBFprwZxrTq37juDopFIm1jCN2Rl_M328mKe5D5tBu0TOrpOpMZDYjn4iJXYH4SnvUaw1gRd-BcDWtH8-w","e":"AQAB","kid":"brllphezw_TFVWrObC3ZjlqDt7aQy8P7RUJuwV9b4-0","alg":"RS256","use":"sig"},"private_key_sealed":"AiXINZFIPIcHmdbIHiJfnLFW_i2pRzUZsK11CzEeJNeJ7b3j7HScndwqv2KPpOxrmx7v6c9b_vPutAmDAxf6iO88pE_-kDLb3NdlmMNEhzvN0bc3nPJ_-Rmlpt9Y_YGPrT1Hyu6yquMJEruoPRfdFtZWbuS93xMkUNp8vgaT74YgUIgqv6bpgToS9RxL6b7p_YkUDSgsjwgNjtH69wk7T6H2FQSLPBZYKwHAPAATe_sD4GnmX-Ejd6oA0Mu6bmujZ5cALY2cxzX8bXeI_D3bLN-PQJD1zOEKuPiXCIq01QsU9yRdBDOFxoKjcYpGNRIRvhgDgK0KNaHhZXEfEjHcmx7hzQwxoDzZ1TN278sNzA8_C1MPZ15_rSdYRIYk4je4rW1BvGVieaQmP1VPFZBPAHGA-TuywGhRC3N4QQU8l_tE5craoJFqKfeBETkpqILfDR5U1inPz7-ZLagxURVTOggK-xIwbH5QbN8LC5AW38McCU38mA9H61fwhPtFaWdkqSpiUn_liyaX2HjL4pKCtyH6WCh1y9R6hXGLuM8HqsiIpweurtgtcN0U5szsT_IPhgLuyEM_jhNA3VDXiDj970R_Ch2O1ew381pBkZ2sYz-6eIDMQOwX2uiCFuA9jHTuY8YJ2DH5yutUCvMZI3JnPI0utkLI9oK1bkiRJ2dOGkr4-r7c7Oo7IVyAfvdHyUKnei-YRtALrGsjCTkU34A2HEFh7wYWIC7t28fv0KBnC-xf5OwQR2oBbFZ-Dvf4tFZxkfOkyz0gUg_Erpd6qFm_iIPF94CY-PPWw7kiGp8i5ySF362UkVgFjuWiTXZZCl4eVqxT3Aytc8Ptta0oq3MSa5OPzjRymt0bgY8FBJ_7AmuuhKbS7VIrZkOEGZ-qcBqR7UyuYaISwIFMzdZ_QauOF_Mq7F2Sz3AqAUprR0G0GGZ5kB0zzHq2iUT6U4JdjZer5k2NAoHuNskViI6ugYFUJvwePt5w4LXzSE-cMnwBb-JM9STCOn54l18YIdk3IMwDkQnCGFFHoTl-Q59cSnsXOC-Yw3gWi7xr21EEwjqI6csfzGxe1SlsVdqI4Z4cwPRhT_1isVBdR-g7bdSRgXhilbxkz6LX2wUgIyM0TYNOHFAK18nwpu_kf_2EoWmxa_1Qov6xTj4tYE-NndefR3dGxyJ0RhxfgvEy2lzEfPT1QPUGDfGQuog-TdBcLodeeejsT8TwMSJh74FtHSXA90N3QiSzxvNLwtMYhfbkGgIpLCGTWQJf747IQMOYcApVooPLU3C12JTbmyMdSWjeOHWdsTSG_B_TAutVTLt6WbZqli3qNEjFqrZFZOD7eiG4dMM8y7CPdpxRS096FI9CLfgQCHaSc_w9jl1Mt53vr3-_YhNrHWYtbbhp1KG-BQDaUfoHziVH_eRQVMHTZS20b7-K3T66AQpVkWR2PwxmL_REVt5FQIzeHoJAq4ND7Pgmgxb7EaIBMFIowSUbrU5a7hzNSgdd2K3gs1T_Rvscw61iXqu6mPlR4QtCNrz8MPkpXY6UFR2iJOUQUfvTcXvAtmUjfgTJ-Z7Gi1zGCXBwFhNk8M8RncCBRwfpoPeu7u6zhwXu49FSu3MItDocmZ22j0UK-KhLgaSmh3ksModErEiJ_wGYiMyiVo-Y4BYmPBQThqSe6Q","created_at":1796008386,"signs_from":1796008386,"published_until":null}');

INSERT INTO public.users VALUES ('\x64656661756c74', '\x3031613232613731306265613735333639346430323133386634366230633338', '\x616c696365', '\x616c696365406578616d706c652e636f6d', 0, NULL, '{"tenant":"default","id":"01a22a710bea753694d02138f46b0c38","username":"alice","email":"alice@example.com","email_verified":false,"name":"Alice Liddell","given_name":null,"family_name":null,"phone_number":null,"phone_number_verified":false,"address":null,"locale":null,"roles":["admin"],"password_hash":"$argon2id$v=19$m=19456,t=2,p=1$MsRMbQOvRkGo48QCtAt0uA$5UfIe0cDe/G8FhOzHKzdR5GVFsqD8iy/wf0doOmi0d0","sign_in_failures":{"count":0,"last_at":null},"disabled":false,"created_at":1796008381,"updated_at":1796008381}');
INSERT INTO public.users VALUES ('\x64656661756c74', '\x3031613232613731306634653732646339363035376161613631333461373236', '\x626f62', '\x626f62406578616d706c652e636f6d', 0, NULL, '{"tenant":"default","id":"01a22a710f4e72dc96057aaa6134a726","username":"bob","email":"bob@example.com","email_verified":false,"name":null,"given_name":null,"family_name":null,"phone_number":null,"phone_number_verified":false,"address":null,"locale":null,"roles":[],"password_hash":"$argon2id$v=19$m=19456,t=2,p=1$IMAE4hg3xI9R2I+N0XfMpw$VVaaMiZh96JvWInlQM/kjbIftHEt555C25eo388AcYg","sign_in_failures":{"count":0,"last_at":null},"disabled":false,"created_at":1796008382,"updated_at":1796008382}');
INSERT INTO public.users VALUES ('\x64656661756c74', '\x3031613232613731313632323761613462666336313834646436353263356237', '\x626f62406578616d706c652e636f6d', '\x6361726f6c406578616d706c652e636f6d', 0, NULL, '{"tenant":"default","id":"01a22a7116227aa4bfc6184dd652c5b7","username":"Bob@Example.com","email":"carol@example.com","email_verified":false,"name":null,"given_name":null,"family_name":null,"phone_number":null,"phone_number_verified":false,"address":null,"locale":null,"roles":[],"password_hash":"$argon2id$v=19$m=19456,t=2,p=1$Nc8uq9Bt2qRbOxOFqHmQOw$kGSaMCFap2IxciS2niqLrPSVUJekco+oFExBl9ur4J8","sign_in_failures":{"count":0,"last_at":null},"disabled":false,"created_at":1796008384,"updated_at":1796008384}');

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (tenant, id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (tenant, user_id, client_id);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (tenant, id);

ALTER TABLE ONLY public.refinery_schema_history
    ADD CONSTRAINT refinery_schema_history_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.revoked_access_tokens
    ADD CONSTRAINT revoked_access_tokens_pkey PRIMARY KEY (tenant, id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant, id);

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (tenant, kid);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (tenant, id);

CREATE INDEX consents_by_client ON public.consents USING btree (tenant, client_id);

CREATE INDEX grants_by_client ON public.grants USING btree (tenant, client_id);

CREATE INDEX grants_by_expiry ON public.grants USING btree (expires_at);

CREATE INDEX grants_by_session ON public.grants USING btree (tenant, sid, client_id);

CREATE INDEX grants_by_user_and_client ON public.grants USING btree (tenant, user_id, client_id);

CREATE INDEX revoked_access_tokens_by_expiry ON public.revoked_access_tokens USING btree (expires_at);

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_by_user ON public.sessions USING btree (tenant, user_id);

CREATE UNIQUE INDEX users_by_email ON public.users USING btree (tenant, email_key);

CREATE INDEX users_by_email_alone ON public.users USING btree (tenant, email_key, public.bytes_in_common(email_key, username_key));

CREATE INDEX users_by_name_alone ON public.users USING btree (tenant, public.user_name_key(document), username_key, GREATEST(public.bytes_in_common(public.user_name_key(document), username_key), public.bytes_in_common(public.user_name_key(document), email_key)));

CREATE UNIQUE INDEX users_by_username ON public.users USING btree (tenant, username_key);

