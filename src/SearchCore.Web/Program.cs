// The service of an archive for a newsroom: an API below /v1 and a page for browsers.
//   dotnet run --project src/SearchCore.Web
using SearchCore.Web.Startup;

return await CommandLine.RunAsync(args);
