-- The provider sessions of a user are removed with the user.
CREATE INDEX provider_sessions_by_user ON provider_sessions (tenant, user_id);
