namespace SearchCore.Web.Configuration;

/// <summary>The service cannot start with these settings; the message says what to change.</summary>
internal sealed class SettingsException(string message) : Exception(message);
