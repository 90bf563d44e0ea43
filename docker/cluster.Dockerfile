# samples/Cluster, in the Akka flavour; the command says whether a container is a consumer node or the sender.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish samples/Cluster -c Release -p:ActorEngine=Akka -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
ENTRYPOINT ["dotnet", "Cluster.dll"]
