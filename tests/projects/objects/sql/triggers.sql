CREATE TRIGGER written AFTER INSERT ON users
BEGIN
  INSERT INTO log (text) VALUES ('new; ' || new.email);
END;
