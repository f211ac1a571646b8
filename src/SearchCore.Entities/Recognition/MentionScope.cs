namespace SearchCore.Entities.Recognition;

/// <summary>What counts as a mention, and under which name: the switches of <see cref="RecognizerOptions"/>.</summary>
/// <param name="Nationalities">Whether words for a people are mentions of its place.</param>
/// <param name="GivenNames">Whether a given name is a mention that the document ties to nobody.</param>
/// <param name="LegalForms">Whether companies keep their legal form in their names.</param>
internal readonly record struct MentionScope(bool Nationalities, bool GivenNames, bool LegalForms);
