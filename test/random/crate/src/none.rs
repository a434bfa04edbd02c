programs! {}
